-- Releases count more than appointments: every cell says what it is of. Counts are the values of the
-- subject's columns in order; span is "now" for what is counted on the release's last day.
CREATE TABLE release_cell_of_subject (
  release_id     BIGINT  NOT NULL,
  subject        TEXT    NOT NULL,
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
  PRIMARY KEY (release_id, subject, service, dimension, grp, span)
);

INSERT INTO release_cell_of_subject
SELECT release_id, 'APPOINTMENTS', service, dimension, grp, span, state, exact, patients, gained, lost,
  basis_day, basis_exact, basis_patients, shown, estimate, lower_limit, upper_limit
FROM release_cell;

DROP TABLE release_cell;
ALTER TABLE release_cell_of_subject RENAME TO release_cell;
