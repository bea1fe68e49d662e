-- Waits: one row per referral that was received, from the day it was made to the day the patient was
-- first seen on it or left the list otherwise. left_on is the largest integer while the patient waits,
-- so that "still waiting after a day" is one range. clock holds the days on which the clock of referral
-- to treatment started, stopped and started again in turn, contacts those on which the patient was
-- reached while waiting: epoch days parted by blanks. Filled when everyone is assessed again.
CREATE TABLE spell (
  patient          BIGINT  NOT NULL,
  referral         TEXT    NOT NULL,
  service          TEXT    NOT NULL,
  referred         INTEGER NOT NULL,
  observed         INTEGER NOT NULL,
  clock            TEXT    NOT NULL,
  contacts         TEXT    NOT NULL,
  left_on          INTEGER NOT NULL,
  left_how         TEXT,
  deprivation      TEXT    NOT NULL,
  ethnic_group     TEXT    NOT NULL,
  age_band         TEXT    NOT NULL,
  sex              TEXT    NOT NULL,
  interpreter      TEXT    NOT NULL,
  disability       TEXT    NOT NULL,
  inclusion_health TEXT    NOT NULL,
  PRIMARY KEY (patient, referral)
);
CREATE INDEX spell_left ON spell (left_on);

-- For a missed appointment: when it was first heard of, when somebody first tried to reach the patient,
-- and since when nobody had to; epoch milliseconds.
ALTER TABLE attendance ADD COLUMN heard BIGINT;
ALTER TABLE attendance ADD COLUMN tried BIGINT;
ALTER TABLE attendance ADD COLUMN lapsed BIGINT;
CREATE INDEX attendance_heard ON attendance (day) WHERE heard IS NOT NULL;
