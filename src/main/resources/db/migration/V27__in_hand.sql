-- Until when a node is looking at a person who is due (epoch milliseconds); others leave them alone. 0: nobody is. Where it
-- said so by another moment to look again, whoever asked whether all who were due had been looked at did not see them.
ALTER TABLE patient ADD COLUMN taken_until BIGINT NOT NULL DEFAULT 0;
