-- Released figures that are no counts of appointments: any number of labels, one value. Labels are the
-- values in the order of the family's label names, a line each.
CREATE TABLE release_series (
  release_id BIGINT           NOT NULL,
  family     TEXT             NOT NULL,
  labels     TEXT             NOT NULL,
  n          DOUBLE PRECISION NOT NULL,
  PRIMARY KEY (release_id, family, labels)
);

INSERT INTO release_series (release_id, family, labels, n)
SELECT release_id, name, service || '
' || label, n FROM release_figure WHERE name = 'known_ratio';

INSERT INTO release_series (release_id, family, labels, n)
SELECT release_id, name, service || '
' || span || '
' || label, n FROM release_figure WHERE name = 'discharges_after_dna';

DROP TABLE release_figure;
