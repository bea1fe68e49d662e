-- What is needed to try a rejected message again and to say what became of it: the way it came in, when it was tried last
-- (epoch milliseconds), and whether it waits, was repaired by a replay, or was given up and why.
ALTER TABLE dead_letter DROP COLUMN content_type;
ALTER TABLE dead_letter ADD COLUMN way TEXT NOT NULL DEFAULT 'queue';
ALTER TABLE dead_letter ADD COLUMN tried BIGINT NOT NULL DEFAULT 0;
ALTER TABLE dead_letter ADD COLUMN state TEXT NOT NULL DEFAULT 'waiting';
ALTER TABLE dead_letter ADD COLUMN given_up_because TEXT;
UPDATE dead_letter SET tried = received;
CREATE INDEX dead_letter_state ON dead_letter (state, reason);

-- Whose history is incomplete because of it, where its text still tells: the patient row, and nothing of the content.
CREATE TABLE dead_letter_person (
  letter  BIGINT NOT NULL,
  patient BIGINT NOT NULL,
  PRIMARY KEY (letter, patient)
);
CREATE INDEX dead_letter_person_patient ON dead_letter_person (patient);
