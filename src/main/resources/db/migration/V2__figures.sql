-- Figures: daily tallies, and the releases made from them.

-- How many appointments of a service ended how on a local day, by one dimension at a time; dimension
-- and group are "all" for the service as a whole. Days are epoch days of the local date.
CREATE TABLE tally (
  day       INTEGER NOT NULL,
  service   TEXT    NOT NULL,
  dimension TEXT    NOT NULL,
  grp       TEXT    NOT NULL,
  outcome   TEXT    NOT NULL,
  n         BIGINT  NOT NULL,
  PRIMARY KEY (day, service, dimension, grp, outcome)
);

-- A release is a fact: made once, never changed. Its row is written last, so a release that can be
-- seen is complete.
CREATE TABLE release (
  id         BIGINT   NOT NULL PRIMARY KEY,
  slot       BIGINT   NOT NULL UNIQUE,
  made_at    BIGINT   NOT NULL,
  up_to      INTEGER  NOT NULL,
  synthetic  SMALLINT NOT NULL,
  definition TEXT     NOT NULL
);

-- exact, basis_exact, gained and lost never leave the store: they are what the protection of the next
-- release is judged by. Counts are "attended dna late_not_seen patient_cancelled provider_cancelled
-- unknown", shown is "outcome=count ...".
CREATE TABLE release_cell (
  release_id     BIGINT  NOT NULL,
  service        TEXT    NOT NULL,
  dimension      TEXT    NOT NULL,
  grp            TEXT    NOT NULL,
  span           TEXT    NOT NULL,
  state          TEXT    NOT NULL,
  exact          TEXT    NOT NULL,
  patients       BIGINT  NOT NULL,
  gained         TEXT    NOT NULL,
  lost           TEXT    NOT NULL,
  basis_day      INTEGER,
  basis_exact    TEXT,
  basis_patients BIGINT,
  shown          TEXT,
  estimate       DOUBLE PRECISION,
  lower_limit    DOUBLE PRECISION,
  upper_limit    DOUBLE PRECISION,
  PRIMARY KEY (release_id, service, dimension, grp, span)
);

-- Released figures that are no counts of appointments: one label besides the service.
CREATE TABLE release_figure (
  release_id BIGINT           NOT NULL,
  name       TEXT             NOT NULL,
  service    TEXT             NOT NULL,
  label      TEXT             NOT NULL,
  span       TEXT             NOT NULL,
  n          DOUBLE PRECISION NOT NULL,
  PRIMARY KEY (release_id, name, service, label, span)
);
