package org.attendancemonitor.record;

import java.util.List;
import java.util.TreeMap;

/**
 * Tasks and flags that have changed and are to be told to others, one entry each, with the latest
 * version; {@link Dispatch} tells them.
 */
public final class Outbox {
  /** The kind of an entry about a task. */
  public static final String TASK = "task";

  /** The kind of an entry about a flag. */
  public static final String FLAG = "flag";

  /** The kind of an entry about a dead letter. */
  public static final String DEAD = "dead";

  private final Store store;
  private final WriteBackEntries writeBack;

  /** The outbox of a record. */
  public Outbox(Store store) {
    this.store = store;
    this.writeBack = new WriteBackEntries(store);
  }

  /**
   * Something to tell.
   *
   * @param kind {@link #TASK}, {@link #FLAG} or {@link #DEAD}
   * @param id of the task, the flag or the dead letter
   * @param version the latest when it was read
   */
  public record Pending(String kind, String id, long version) {}

  /** Something has changed, within the write transaction of the caller. */
  public void put(List<Pending> news) {
    TreeMap<String, Pending> last = new TreeMap<>();
    news.forEach(
        p -> last.merge(p.kind() + " " + p.id(), p, (a, b) -> a.version() >= b.version() ? a : b));
    Rows.write(
        store.writing(),
        "INSERT INTO outbox (kind, id, version) VALUES (?, ?, ?)"
            + " ON CONFLICT (kind, id) DO UPDATE SET version = excluded.version"
            + " WHERE excluded.version > outbox.version",
        last.values().stream().map(p -> new Object[] {p.kind(), p.id(), p.version()}).toList());
    writeBack.note(List.copyOf(last.values()));
  }
}
