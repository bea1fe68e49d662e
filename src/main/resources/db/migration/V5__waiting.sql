-- Who waits for a service and in which order: one row per person and referral that waits, kept in step
-- with what the policy says. Urgency is the ordinal of the priority, routine being 0; since is in epoch
-- milliseconds; reasons is JSON.
CREATE TABLE waiting (
  patient    BIGINT   NOT NULL,
  referral   TEXT     NOT NULL,
  service    TEXT     NOT NULL,
  urgency    SMALLINT NOT NULL,
  safety     SMALLINT NOT NULL,
  impact     INTEGER  NOT NULL,
  vulnerable SMALLINT NOT NULL,
  since      BIGINT   NOT NULL,
  reasons    TEXT     NOT NULL,
  PRIMARY KEY (patient, referral)
);

-- The order itself, so that a page of a list is read without sorting the list.
CREATE INDEX waiting_order ON waiting
  (service, urgency DESC, safety DESC, impact DESC, vulnerable DESC, since, referral, patient);
