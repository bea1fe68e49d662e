package org.attendancemonitor.record;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that was derived from the facts of a record, and all that was published, summed up so that
 * two moments of a record can be compared: by part, how many rows there are, and a sum of what they
 * hold that does not depend on their order.
 *
 * @param parts by name
 */
public record DerivedState(Map<String, Sum> parts) {
  private static final int FETCHED = 1_000;

  /** Who is due is looked at again at the next chance: when that is says nothing before it. */
  private static final Map<String, String> PARTS =
      parts(
          "flags", "SELECT * FROM flag",
          "support tasks", "SELECT * FROM support_task",
          "versions of tasks", "SELECT * FROM task_version",
          "next looks", "SELECT id, look_again_at, assessment_failed FROM patient",
          "waiting lists", "SELECT * FROM waiting",
          "waits", "SELECT * FROM spell",
          "appointments counted", "SELECT * FROM attendance",
          "closures", "SELECT * FROM closure",
          "tallies", "SELECT * FROM tally",
          "releases", "SELECT * FROM release",
          "released cells", "SELECT * FROM release_cell",
          "released series", "SELECT * FROM release_series",
          "points of charts", "SELECT * FROM process_point");

  /**
   * What one part holds.
   *
   * @param rows how many
   * @param content sum of a hash of each row
   */
  public record Sum(long rows, long content) {}

  public DerivedState {
    parts = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }

  /** Of a record now, as of one moment. */
  public static DerivedState of(Store store) {
    return store.inSnapshot(
        () -> {
          Map<String, Sum> sums = new LinkedHashMap<>();
          PARTS.forEach((part, rows) -> sums.put(part, sum(store, rows)));
          return new DerivedState(sums);
        });
  }

  /** The parts that differ from another moment's. */
  public List<String> differing(DerivedState other) {
    List<String> differing = new ArrayList<>(parts.keySet());
    differing.removeIf(part -> parts.get(part).equals(other.parts.get(part)));
    return differing;
  }

  private static Sum sum(Store store, String rows) {
    long[] sum = new long[2];
    var reading = new org.springframework.jdbc.core.JdbcTemplate(store.reader());
    reading.setFetchSize(FETCHED);
    reading.query(
        rows,
        row -> {
          sum[0]++;
          sum[1] += FactCodec.hash(text(row));
        });
    return new Sum(sum[0], sum[1]);
  }

  private static String text(ResultSet row) throws SQLException {
    StringBuilder text = new StringBuilder();
    int columns = row.getMetaData().getColumnCount();
    for (int column = 1; column <= columns; column++) {
      String value = row.getString(column);
      text.append(value == null ? "" : value.length() + ":" + value).append('|');
    }
    return text.toString();
  }

  private static Map<String, String> parts(String... pairs) {
    Map<String, String> parts = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      parts.put(pairs[i], pairs[i + 1]);
    }
    return parts;
  }
}
