package org.attendancemonitor.record;

import java.util.List;

/** The mixes of age and sex that standardised shares are weighted by, one for a calendar year. */
public final class StandardPopulations {
  private final Store store;

  /** Mixes of this record. */
  public StandardPopulations(Store store) {
    this.store = store;
  }

  /** The mix of a year; empty where none was made. */
  public List<AgeSexCount> of(int year) {
    // Where several releases are made on one moment of the record, each sees what the last one
    // wrote; in a transaction of its own, or the only writer would be held until the moment is
    // left.
    return store.inTransaction(
        () ->
            store
                .writing()
                .query(
                    "SELECT age_band, sex, n FROM standard_population WHERE year = ?"
                        + " ORDER BY age_band, sex",
                    (row, number) ->
                        new AgeSexCount(row.getString(1), row.getString(2), row.getLong(3)),
                    year));
  }

  /** Keeps the mix of a year; one that was made before stays. */
  public void keep(int year, List<AgeSexCount> mix) {
    store.inTransaction(
        () -> {
          if (of(year).isEmpty()) {
            Rows.write(
                store.writing(),
                "INSERT INTO standard_population (year, age_band, sex, n) VALUES (?, ?, ?, ?)"
                    + " ON CONFLICT (year, age_band, sex) DO NOTHING",
                mix.stream()
                    .map(one -> new Object[] {year, one.ageBand(), one.sex(), one.n()})
                    .toList());
          }
          return null;
        });
  }
}
