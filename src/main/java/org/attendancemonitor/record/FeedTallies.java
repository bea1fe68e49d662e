package org.attendancemonitor.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How often each feed was rejected, by reason, and sent each code that has no meaning here. Kept
 * over restarts, in the transaction of what it counts.
 */
public final class FeedTallies {
  /** What is counted as no item of its own. */
  public static final String OTHER = "other";

  /** The kind of rejections; codes go by what they would have told. */
  public static final String REJECTED = "rejected";

  /** A sender may invent codes without end. */
  private static final int ITEMS_AT_MOST = 300;

  private final Store store;

  /**
   * What is counted.
   *
   * @param feed name in {@code feeds.yaml}
   * @param kind {@link #REJECTED}, or the word of an {@code UnmappedCode.Use}
   * @param text a reason, a code as {@code system|code}, or {@link #OTHER}
   */
  public record Item(String feed, String kind, String text) implements Comparable<Item> {
    @Override
    public int compareTo(Item other) {
      int byFeed = feed.compareTo(other.feed);
      int byKind = byFeed != 0 ? byFeed : kind.compareTo(other.kind);
      return byKind != 0 ? byKind : text.compareTo(other.text);
    }

    Item asOther() {
      return new Item(feed, kind, OTHER);
    }
  }

  /**
   * How often it was.
   *
   * @param item what
   * @param seen how often
   * @param first when for the first time
   * @param last when last
   */
  public record Tally(Item item, long seen, Instant first, Instant last) {}

  /** The tallies of a record. */
  public FeedTallies(Store store) {
    this.store = store;
  }

  /**
   * Adds to them, within the write transaction of the caller, of which this should be the end:
   * others wait for the same rows.
   *
   * @param counts how often each was seen just now
   */
  public void add(Map<Item, Long> counts, Instant now) {
    // In one order, so that two writers never wait for each other.
    TreeMap<Item, Long> bounded = new TreeMap<>();
    Map<String, Set<Item>> known = new TreeMap<>();
    new TreeMap<>(counts)
        .forEach(
            (item, count) -> {
              Set<Item> items =
                  known.computeIfAbsent(item.feed(), feed -> new HashSet<>(items(feed)));
              boolean room = items.contains(item) || items.size() < ITEMS_AT_MOST;
              Item counted = room || item.kind().equals(REJECTED) ? item : item.asOther();
              items.add(counted);
              bounded.merge(counted, count, Long::sum);
            });
    List<Object[]> rows = new ArrayList<>();
    long at = now.toEpochMilli();
    bounded.forEach(
        (item, count) ->
            rows.add(new Object[] {item.feed(), item.kind(), item.text(), count, at, at}));
    Rows.write(
        store.writing(),
        "INSERT INTO feed_tally (feed, kind, item, seen, first_seen, last_seen)"
            + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (feed, kind, item) DO UPDATE SET"
            + " seen = feed_tally.seen + excluded.seen, last_seen = excluded.last_seen",
        rows);
  }

  private List<Item> items(String feed) {
    return store
        .writing()
        .query(
            "SELECT kind, item FROM feed_tally WHERE feed = ?",
            (row, n) -> new Item(feed, row.getString(1), row.getString(2)),
            feed);
  }

  /** All of them, by feed, kind and how often. */
  public List<Tally> all() {
    return store
        .here()
        .query(
            "SELECT feed, kind, item, seen, first_seen, last_seen FROM feed_tally"
                + " ORDER BY feed, kind, seen DESC, item",
            (row, n) ->
                new Tally(
                    new Item(row.getString(1), row.getString(2), row.getString(3)),
                    row.getLong(4),
                    Instant.ofEpochMilli(row.getLong(5)),
                    Instant.ofEpochMilli(row.getLong(6))));
  }

  /** How many were not seen since a moment. */
  public long countBefore(Instant moment) {
    Long count =
        store
            .here()
            .queryForObject(
                "SELECT count(*) FROM feed_tally WHERE last_seen < ?",
                Long.class,
                moment.toEpochMilli());
    return count == null ? 0 : count;
  }

  /** Forgets those that were not seen since a moment; there are few of them. */
  public int removeBefore(Instant moment) {
    return store
        .writing()
        .update("DELETE FROM feed_tally WHERE last_seen < ?", moment.toEpochMilli());
  }
}
