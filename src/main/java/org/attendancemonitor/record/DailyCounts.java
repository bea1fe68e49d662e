package org.attendancemonitor.record;

import java.time.LocalDate;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tallies of one group at a time, day by day. */
public final class DailyCounts {
  private final JdbcClient reader;

  /** Counts of this record. */
  public DailyCounts(Store store) {
    this.reader = JdbcClient.create(store.reader());
  }

  /**
   * What happened on each day of a range that has any appointment.
   *
   * @param after exclusive
   * @param upTo inclusive
   */
  public NavigableMap<LocalDate, OutcomeCounts> of(TallyKey key, LocalDate after, LocalDate upTo) {
    NavigableMap<LocalDate, OutcomeCounts> days = new TreeMap<>();
    reader
        // A range of days would read the tallies of every service and group; each day is one
        // look-up.
        .sql(
            "WITH RECURSIVE days (day) AS (SELECT :first UNION ALL"
                + " SELECT day + 1 FROM days WHERE day < :upTo)"
                + " SELECT tally.day, tally.outcome, tally.n FROM days JOIN tally"
                + " ON tally.day = days.day AND tally.service = :service"
                + " AND tally.dimension = :dimension AND tally.grp = :group")
        .param("first", Math.toIntExact(after.toEpochDay() + 1))
        .param("upTo", Math.toIntExact(upTo.toEpochDay()))
        .param("service", key.service())
        .param("dimension", key.dimension())
        .param("group", key.group())
        .query(
            row -> {
              days.merge(
                  LocalDate.ofEpochDay(row.getLong(1)),
                  OutcomeCounts.of(row.getString(2), row.getLong(3)),
                  OutcomeCounts::plus);
            });
    return days;
  }

  /**
   * Whether at least so many distinct patients kept or missed an appointment; stops reading at so
   * many.
   *
   * @param key the group
   * @param rest asks for everybody else of the service instead
   * @param after exclusive
   * @param upTo inclusive
   */
  public boolean patients(
      int atLeast, TallyKey key, boolean rest, LocalDate after, LocalDate upTo) {
    String column = Tallies.column(key.dimension());
    return reader
            .sql(
                "SELECT COUNT(*) FROM (SELECT DISTINCT patient FROM attendance"
                    + " WHERE service = :service AND day > :after AND day <= :upTo"
                    + " AND outcome IN ('attended', 'dna', 'late_not_seen')"
                    + (" AND " + column + (rest ? " <> " : " = ") + ":group")
                    + " LIMIT :atLeast) AS found")
            .param("service", key.service())
            .param("after", after.toEpochDay())
            .param("upTo", upTo.toEpochDay())
            .param("group", key.group())
            .param("atLeast", atLeast)
            .query(Long.class)
            .single()
        >= atLeast;
  }
}
