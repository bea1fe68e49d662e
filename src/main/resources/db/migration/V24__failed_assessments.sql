-- How many people's rules could not be applied is asked every few seconds; there are hardly ever any.
CREATE INDEX IF NOT EXISTS patient_assessment_failed ON patient (id) WHERE assessment_failed = 1;
