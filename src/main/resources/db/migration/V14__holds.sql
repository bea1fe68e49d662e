-- People whose record is not to be deleted, whatever the schedule says: since when (epoch milliseconds) and why.
CREATE TABLE legal_hold (
  patient BIGINT NOT NULL PRIMARY KEY,
  since   BIGINT NOT NULL,
  reason  TEXT   NOT NULL
);
