-- What came of comparing a record system's list of its appointments with what is known here: counts only. The days are
-- epoch days, the first and the last of the list.
CREATE TABLE list_comparison (
  feed          TEXT    NOT NULL,
  at            BIGINT  NOT NULL,
  first_day     INTEGER NOT NULL,
  last_day      INTEGER NOT NULL,
  listed        BIGINT  NOT NULL,
  agreeing      BIGINT  NOT NULL,
  missing       BIGINT  NOT NULL,
  extra         BIGINT  NOT NULL,
  differing     BIGINT  NOT NULL,
  other_time    BIGINT  NOT NULL,
  other_outcome BIGINT  NOT NULL,
  unreadable    BIGINT  NOT NULL,
  newer         BIGINT  NOT NULL,
  PRIMARY KEY (feed, at)
);
