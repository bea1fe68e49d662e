-- Charts of a service over time: one value a week or month, and not one a release. Days are epoch days
-- of the local date, both included. No value: the period was judged and must not be shown.
CREATE TABLE process_point (
  service   TEXT    NOT NULL,
  measure   TEXT    NOT NULL,
  first_day INTEGER NOT NULL,
  last_day  INTEGER NOT NULL,
  n         DOUBLE PRECISION,
  PRIMARY KEY (service, measure, first_day)
);

-- The mix of age and sex that standardised shares are weighted by: made once for a calendar year.
CREATE TABLE standard_population (
  year     INTEGER NOT NULL,
  age_band TEXT    NOT NULL,
  sex      TEXT    NOT NULL,
  n        BIGINT  NOT NULL,
  PRIMARY KEY (year, age_band, sex)
);
