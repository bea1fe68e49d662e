package org.attendancemonitor.record;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/** What came of comparing lists of appointments; counts only. */
public final class ListComparisons {
  private final Store store;

  /** The comparisons of a record. */
  public ListComparisons(Store store) {
    this.store = store;
  }

  /** Keeps one. */
  public void keep(ListComparison one) {
    store
        .writing()
        .update(
            "INSERT INTO list_comparison (feed, at, first_day, last_day, listed, agreeing, missing,"
                + " extra, differing, other_time, other_outcome, unreadable, newer)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT (feed, at) DO NOTHING",
            one.feed(),
            one.at().toEpochMilli(),
            one.first().toEpochDay(),
            one.last().toEpochDay(),
            one.listed(),
            one.agreeing(),
            one.missing(),
            one.extra(),
            one.differing(),
            one.otherTime(),
            one.otherOutcome(),
            one.unreadable(),
            one.newer());
  }

  /** The newest of each feed that has one. */
  public Map<String, ListComparison> newest() {
    Map<String, ListComparison> newest = new TreeMap<>();
    store
        .here()
        .query(
            "SELECT * FROM list_comparison c WHERE at ="
                + " (SELECT max(at) FROM list_comparison o WHERE o.feed = c.feed)",
            (row, n) -> newest.put(row.getString("feed"), of(row)));
    return newest;
  }

  /** Forgets those made before a moment. */
  public int removeBefore(Instant moment) {
    return store
        .writing()
        .update("DELETE FROM list_comparison WHERE at < ?", moment.toEpochMilli());
  }

  private static ListComparison of(ResultSet row) throws SQLException {
    return new ListComparison(
        row.getString("feed"),
        Instant.ofEpochMilli(row.getLong("at")),
        LocalDate.ofEpochDay(row.getLong("first_day")),
        LocalDate.ofEpochDay(row.getLong("last_day")),
        row.getLong("listed"),
        row.getLong("agreeing"),
        row.getLong("missing"),
        row.getLong("extra"),
        row.getLong("differing"),
        row.getLong("other_time"),
        row.getLong("other_outcome"),
        row.getLong("unreadable"),
        row.getLong("newer"));
  }
}
