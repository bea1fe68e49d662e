package org.attendancemonitor;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attendancemonitor.intake.IntakeMeters;
import org.attendancemonitor.intake.IntakeMeters.FeedTimes;
import org.attendancemonitor.record.Arrivals;
import org.attendancemonitor.record.Marks;
import org.attendancemonitor.record.Store;

/**
 * When each feed was last heard of, over restarts: written down now and then and at the end, and
 * after a crash made up for by the facts that arrived last. A silent feed must not look like a new
 * one.
 */
final class LastHeard implements AutoCloseable {
  private static final String MARK = "feed ";
  private static final String LOADED = "loaded";

  private final Store store;
  private final Marks marks;
  private final IntakeMeters meters;
  private final Set<String> feeds;
  private final Map<String, FeedTimes> written = new HashMap<>();
  private Instant elsewhere;

  /**
   * Tells the meters what earlier processes knew.
   *
   * @param feeds those of {@code feeds.yaml}
   */
  LastHeard(Store store, Marks marks, IntakeMeters meters, Set<String> feeds) {
    this.store = store;
    this.marks = marks;
    this.meters = meters;
    this.feeds = Set.copyOf(feeds);
    Map<String, Arrivals.Newest> newest = new Arrivals(store).newest();
    for (String feed : feeds) {
      marks.get(MARK + feed).flatMap(LastHeard::times).ifPresent(it -> meters.resume(feed, it));
      Optional.ofNullable(newest.get(feed))
          .ifPresent(it -> meters.resume(feed, new FeedTimes(it.event(), it.received())));
    }
    written.putAll(meters.feedTimes());
  }

  /** When the last event of a load was recorded, here or by another node; or null. */
  synchronized Instant loaded() {
    Instant here = meters.lastOfHistory();
    return here == null || elsewhere != null && elsewhere.isAfter(here) ? elsewhere : here;
  }

  /** Takes up what other nodes heard, and writes down what changed since the last time. */
  synchronized void keep() {
    marks
        .startingWith(MARK)
        .forEach(
            (name, text) ->
                times(text)
                    .ifPresent(
                        known -> {
                          String feed = name.substring(MARK.length());
                          written.put(feed, known);
                          if (feeds.contains(feed)) {
                            meters.resume(feed, known);
                          }
                        }));
    elsewhere = marks.get(LOADED).map(Instant::parse).orElse(null);
    Instant loaded = loaded();
    if (loaded != null && !loaded.equals(elsewhere)) {
      marks.set(LOADED, loaded.toString());
    }
    Map<String, FeedTimes> changed = new HashMap<>(meters.feedTimes());
    changed.entrySet().removeIf(feed -> feed.getValue().equals(written.get(feed.getKey())));
    if (!changed.isEmpty()) {
      store.inTransaction(
          () -> {
            changed.forEach((feed, times) -> marks.set(MARK + feed, text(times)));
            return null;
          });
      written.putAll(changed);
    }
  }

  @Override
  public void close() {
    keep();
  }

  private static String text(FeedTimes times) {
    return times.received() + " " + (times.event() == null ? "" : times.event());
  }

  private static Optional<FeedTimes> times(String text) {
    String[] parts = text.split(" ", 2);
    return Optional.of(
        new FeedTimes(
            parts[1].isEmpty() ? null : Instant.parse(parts[1]), Instant.parse(parts[0])));
  }
}
