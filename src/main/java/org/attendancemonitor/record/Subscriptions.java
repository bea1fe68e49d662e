package org.attendancemonitor.record;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.attendancemonitor.attendance.EventsHeard;
import org.attendancemonitor.attendance.EventsHeard.Missing;
import org.attendancemonitor.attendance.EventsHeard.Told;

/** What has been heard of the subscriptions at other servers. */
public final class Subscriptions {
  private static final String COLUMNS =
      "feed, name, last_number, heard, missing_from, missing_to, missing_since, noticed";

  private final Store store;

  /** The subscriptions of a record. */
  public Subscriptions(Store store) {
    this.store = store;
  }

  /**
   * One subscription.
   *
   * @param feed it belongs to
   * @param name as its server calls it, such as {@code Subscription/1}
   * @param heard how it stands
   */
  public record Kept(String feed, String name, EventsHeard heard) {}

  /** Keeps what a notification says, and tells how the subscription stands now. */
  public EventsHeard told(String feed, String name, Told told, Instant at) {
    return store.inTransaction(
        () -> {
          List<Kept> before = held(feed, name);
          EventsHeard after =
              before.isEmpty()
                  ? EventsHeard.first(told, at)
                  : before.get(0).heard().after(told, at);
          write(feed, name, after);
          return after;
        });
  }

  /** What was missing has come, unless more is missing by now. */
  public void caughtUp(Kept subscription) {
    store.inTransaction(
        () -> {
          for (Kept now : held(subscription.feed(), subscription.name())) {
            Missing missing = now.heard().missing();
            if (missing != null && missing.equals(subscription.heard().missing())) {
              EventsHeard heard = now.heard();
              write(now.feed(), now.name(), new EventsHeard(heard.last(), heard.heard(), null));
            }
          }
          return null;
        });
  }

  /** Those of which events are missing. */
  public List<Kept> incomplete() {
    return store
        .here()
        .query(
            "SELECT " + COLUMNS + " FROM subscription WHERE noticed IS NOT NULL ORDER BY noticed",
            (row, n) -> kept(row));
  }

  /** How many events are missing, by feed; a feed of which none is has no entry. */
  public Map<String, Long> missing() {
    Map<String, Long> missing = new TreeMap<>();
    incomplete()
        .forEach(kept -> missing.merge(kept.feed(), kept.heard().missing().count(), Long::sum));
    return missing;
  }

  private List<Kept> held(String feed, String name) {
    return store
        .writing()
        .query(
            "SELECT "
                + COLUMNS
                + " FROM subscription WHERE feed = ? AND name = ?"
                + (store.postgresql() ? " FOR UPDATE" : ""),
            (row, n) -> kept(row),
            feed,
            name);
  }

  private void write(String feed, String name, EventsHeard heard) {
    Missing missing = heard.missing();
    store
        .writing()
        .update(
            "INSERT INTO subscription ("
                + COLUMNS
                + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (feed, name) DO UPDATE SET"
                + " last_number = excluded.last_number, heard = excluded.heard,"
                + " missing_from = excluded.missing_from, missing_to = excluded.missing_to,"
                + " missing_since = excluded.missing_since, noticed = excluded.noticed",
            feed,
            name,
            heard.last(),
            heard.heard().toEpochMilli(),
            missing == null ? null : missing.from(),
            missing == null ? null : missing.to(),
            missing == null ? null : missing.since().toEpochMilli(),
            missing == null ? null : missing.noticed().toEpochMilli());
  }

  private static Kept kept(ResultSet row) throws SQLException {
    long noticed = row.getLong("noticed");
    Missing missing =
        row.wasNull()
            ? null
            : new Missing(
                row.getLong("missing_from"),
                row.getLong("missing_to"),
                Instant.ofEpochMilli(row.getLong("missing_since")),
                Instant.ofEpochMilli(noticed));
    return new Kept(
        row.getString("feed"),
        row.getString("name"),
        new EventsHeard(
            row.getLong("last_number"), Instant.ofEpochMilli(row.getLong("heard")), missing));
  }
}
