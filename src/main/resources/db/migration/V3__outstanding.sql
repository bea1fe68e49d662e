-- Appointments whose outcome nobody recorded are few among many: the live figures count them often.
CREATE INDEX attendance_outcome_missing ON attendance (service) WHERE answer = 'outcome-missing';
