-- What an EPR's own server is to be told, one row per task or flag: our newest version, when it is looked at next (epoch
-- milliseconds; null: not before it changes), what that server calls it, and what became of it. No content.
CREATE TABLE write_back (
  kind          TEXT    NOT NULL,
  id            TEXT    NOT NULL,
  version       BIGINT  NOT NULL,
  due           BIGINT,
  there         TEXT,
  there_version TEXT,
  written       BIGINT  NOT NULL DEFAULT 0,
  attempts      INTEGER NOT NULL DEFAULT 0,
  state         TEXT    NOT NULL DEFAULT 'waiting',
  reason        TEXT,
  since         BIGINT,
  said          TEXT,
  PRIMARY KEY (kind, id)
);
CREATE INDEX write_back_due ON write_back (due) WHERE due IS NOT NULL;
