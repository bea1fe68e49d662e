-- Who looked at what. Only ever added to; each row holds the hash of the one before it, so that a row that was changed or
-- taken out shows. at is epoch milliseconds, items is a JSON list of what was shown.
CREATE TABLE audit_chain (
  chain TEXT PRIMARY KEY,
  seq BIGINT NOT NULL,
  hash TEXT NOT NULL
);

CREATE TABLE audit_event (
  chain TEXT NOT NULL,
  seq BIGINT NOT NULL,
  at BIGINT NOT NULL,
  kind TEXT NOT NULL,
  actor TEXT NOT NULL,
  patient BIGINT,
  body TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (chain, seq)
);
CREATE INDEX audit_event_at ON audit_event (at);
CREATE INDEX audit_event_actor ON audit_event (actor, at);
CREATE INDEX audit_event_patient ON audit_event (patient, at) WHERE patient IS NOT NULL;
