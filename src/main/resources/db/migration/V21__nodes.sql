-- Several nodes on one record. What only one of them does at a time belongs to who holds its lease until a moment (epoch
-- milliseconds); token grows with every change of hands, so that a former holder who wakes up can be told.
CREATE TABLE lease (
  name        TEXT   NOT NULL PRIMARY KEY,
  holder      TEXT   NOT NULL,
  token       BIGINT NOT NULL,
  held_until  BIGINT NOT NULL
);

-- The nodes that run, when each was last seen, and what it derives from.
CREATE TABLE node (
  name        TEXT   NOT NULL PRIMARY KEY,
  fingerprint TEXT   NOT NULL,
  seen        BIGINT NOT NULL
);

-- Until when a node is sending this entry; others leave it alone. 0: nobody is.
ALTER TABLE outbox ADD COLUMN taken_until BIGINT NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN taken_by TEXT;

-- The oldest version of this schema whose programs can run on it as it is now. A migration that only adds leaves it.
INSERT INTO setting (name, value) VALUES ('schema.oldest', '20');
