-- The record. Instants are epoch milliseconds, days are epoch days, truth is 0 or 1, JSON is text.
-- ${rowid} is the 64-bit primary key of the dialect, ${serial} one that the database numbers itself.

-- One row per primary patient key; a mere mention makes the row. Who is the same person is never
-- stored: it is what patient_key links now.
CREATE TABLE patient (
  id ${rowid},
  primary_key TEXT NOT NULL UNIQUE,
  nhs TEXT,
  verified SMALLINT NOT NULL DEFAULT 0,
  birth TEXT,
  look_again_at BIGINT,
  assessment_failed SMALLINT NOT NULL DEFAULT 0,
  created BIGINT NOT NULL
);
CREATE INDEX patient_due ON patient (look_again_at) WHERE look_again_at IS NOT NULL;
CREATE INDEX patient_nhs ON patient (nhs) WHERE nhs IS NOT NULL;

-- What the current state of a patient row claims: its keys, the records it is merged with
-- (merge = 1), and its verified NHS number with birth date. Rows with an equal key_text are linked.
CREATE TABLE patient_key (
  key_text TEXT NOT NULL,
  patient BIGINT NOT NULL,
  merge SMALLINT NOT NULL DEFAULT 0,
  PRIMARY KEY (key_text, patient)
);
CREATE INDEX patient_key_patient ON patient_key (patient);

-- Everything a source said. One row per unbroken run of the same content under one key and patient;
-- statements lists the moments of a run that was stated more than once.
CREATE TABLE fact (
  id ${rowid},
  key_text TEXT NOT NULL,
  patient BIGINT NOT NULL,
  mentioned SMALLINT NOT NULL,
  kind SMALLINT NOT NULL,
  source TEXT NOT NULL,
  feed TEXT NOT NULL,
  effective BIGINT NOT NULL,
  received BIGINT NOT NULL,
  historic SMALLINT NOT NULL,
  source_time BIGINT,
  version_id TEXT,
  nature SMALLINT NOT NULL,
  hash BIGINT NOT NULL,
  is_current SMALLINT NOT NULL,
  statements TEXT,
  about TEXT,
  body TEXT NOT NULL
);
CREATE INDEX fact_key ON fact (key_text);
CREATE INDEX fact_patient ON fact (patient) WHERE patient <> 0;
CREATE INDEX fact_about ON fact (about) WHERE about IS NOT NULL;
CREATE INDEX fact_place ON fact (id) WHERE kind = 10;

-- Further keys of an appointment, for answers that name it by another key.
CREATE TABLE appointment_key (
  alias TEXT NOT NULL,
  key_text TEXT NOT NULL,
  PRIMARY KEY (alias, key_text)
);
CREATE INDEX appointment_key_key ON appointment_key (key_text);

-- Whose appointments and referrals refer to a place.
CREATE TABLE place_use (
  place_key TEXT NOT NULL,
  patient BIGINT NOT NULL,
  PRIMARY KEY (place_key, patient)
);

CREATE TABLE support_task (
  id TEXT PRIMARY KEY,
  patient BIGINT NOT NULL,
  referral TEXT NOT NULL,
  service TEXT NOT NULL,
  kind TEXT NOT NULL,
  status TEXT NOT NULL,
  is_open SMALLINT NOT NULL,
  priority SMALLINT NOT NULL,
  owner_role TEXT,
  owner TEXT,
  due BIGINT,
  opened BIGINT NOT NULL,
  modified BIGINT NOT NULL,
  version BIGINT NOT NULL,
  body TEXT NOT NULL
);
CREATE INDEX support_task_patient ON support_task (patient);
CREATE INDEX support_task_open ON support_task (service, due) WHERE is_open = 1;

CREATE TABLE task_version (
  id TEXT NOT NULL,
  version BIGINT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (id, version)
);

CREATE TABLE flag (
  patient BIGINT NOT NULL,
  code TEXT NOT NULL,
  level TEXT NOT NULL,
  active SMALLINT NOT NULL,
  since BIGINT NOT NULL,
  version BIGINT NOT NULL,
  reasons TEXT NOT NULL,
  PRIMARY KEY (patient, code)
);

-- One row per appointment and person as the figures count it.
CREATE TABLE attendance (
  patient BIGINT NOT NULL,
  appointment TEXT NOT NULL,
  service TEXT NOT NULL,
  day INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  was_not_brought_group SMALLINT NOT NULL,
  deprivation TEXT NOT NULL,
  ethnic_group TEXT NOT NULL,
  age_band TEXT NOT NULL,
  sex TEXT NOT NULL,
  interpreter TEXT NOT NULL,
  disability TEXT NOT NULL,
  inclusion_health TEXT NOT NULL,
  site TEXT NOT NULL,
  mode TEXT NOT NULL,
  visit TEXT NOT NULL,
  answer TEXT,
  PRIMARY KEY (patient, appointment)
);
CREATE INDEX attendance_day ON attendance (service, day);

CREATE TABLE closure (
  patient BIGINT NOT NULL,
  referral TEXT NOT NULL,
  service TEXT NOT NULL,
  day INTEGER NOT NULL,
  review TEXT NOT NULL,
  PRIMARY KEY (patient, referral)
);
CREATE INDEX closure_day ON closure (service, day);

-- Days whose figures are to be counted again. Whoever has counted a day deletes the row only if
-- marked is still what it was before counting.
CREATE TABLE stale_day (
  service TEXT NOT NULL,
  day INTEGER NOT NULL,
  marked BIGINT NOT NULL,
  PRIMARY KEY (service, day)
);

CREATE TABLE outbox (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (kind, id)
);

CREATE TABLE dead_letter (
  id ${serial},
  feed TEXT NOT NULL,
  source TEXT NOT NULL,
  received BIGINT NOT NULL,
  reason TEXT NOT NULL,
  position TEXT,
  explanation TEXT NOT NULL,
  content_type TEXT,
  attempts INTEGER NOT NULL,
  original ${bytes} NOT NULL
);
CREATE INDEX dead_letter_reason ON dead_letter (reason);

CREATE TABLE app_user (
  name TEXT PRIMARY KEY,
  password_hash TEXT NOT NULL,
  roles TEXT NOT NULL,
  team TEXT,
  registration TEXT
);

CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
);

-- Blocks of numbers for patient and fact rows.
CREATE TABLE numbering (
  name TEXT PRIMARY KEY,
  next BIGINT NOT NULL
);
INSERT INTO numbering (name, next) VALUES ('patient', 1), ('fact', 1);
INSERT INTO setting (name, value) VALUES ('places', '0');
