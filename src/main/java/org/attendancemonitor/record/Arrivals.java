package org.attendancemonitor.record;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.RowCallbackHandler;

/** What arrived last. */
public final class Arrivals {
  private static final int NEWEST_FACTS = 20_000;

  private final Store store;

  /**
   * The newest of one feed.
   *
   * @param event the newest time by the feed's own clock, or null
   * @param received the newest receipt
   */
  public record Newest(Instant event, Instant received) {}

  /** The arrivals of a record. */
  public Arrivals(Store store) {
    this.store = store;
  }

  /** The newest of each feed that is among the newest facts; the whole record is never read. */
  public Map<String, Newest> newest() {
    Map<String, Newest> newest = new TreeMap<>();
    RowCallbackHandler keep = row -> newest.put(row.getString("feed"), of(row));
    store
        .here()
        .query(
            "SELECT feed, max(source_time) AS event, max(received) AS received FROM"
                + " (SELECT feed, source_time, received FROM fact ORDER BY id DESC LIMIT "
                + NEWEST_FACTS
                + ") AS newest GROUP BY feed",
            keep);
    return newest;
  }

  private static Newest of(ResultSet row) throws SQLException {
    Long event = Rows.longOrNull(row, "event");
    return new Newest(
        event == null ? null : Instant.ofEpochMilli(event),
        Instant.ofEpochMilli(row.getLong("received")));
  }
}
