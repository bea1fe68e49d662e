-- Appointments whose outcome nobody recorded are few among many: the live figures count them often.
CREATE INDEX attendance_outcome_missing ON attendance (service) WHERE answer = 'outcome-missing';

-- People of whom two sources may tell the same; few rows, so that the live figures count them cheaply.
CREATE TABLE possible_double (
  patient BIGINT NOT NULL PRIMARY KEY,
  appointments INTEGER NOT NULL,
  referrals INTEGER NOT NULL
);
