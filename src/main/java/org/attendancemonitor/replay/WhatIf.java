package org.attendancemonitor.replay;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.function.LongConsumer;
import org.attendancemonitor.record.Chronicle;
import org.attendancemonitor.record.Chronicles;

/** Replays everyone under two policies, some people at a time. */
public final class WhatIf {
  private static final int AT_ONCE = 500;

  /** A service that runs beside keeps the other half of the processors. */
  private static final int THREADS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

  private final Chronicles chronicles;
  private final Replay current;
  private final Replay changed;

  /**
   * @param chronicles what was ever said
   * @param current the policy in force
   * @param changed the other one
   */
  public WhatIf(Chronicles chronicles, Replay current, Replay changed) {
    this.chronicles = chronicles;
    this.current = current;
    this.changed = changed;
  }

  /** One person under both policies. */
  private record Both(Replayed current, Replayed changed) {}

  /**
   * Replays everyone.
   *
   * @param capacity contacts a week by service, of those for which that is known
   * @param progress told how many patient rows are done since it was told last
   */
  public Comparison compare(Span span, Map<String, Integer> capacity, LongConsumer progress) {
    Tally asIs = new Tally(span);
    Tally other = new Tally(span);
    long people = 0;
    long done = 0;
    ForkJoinPool threads = new ForkJoinPool(THREADS);
    try {
      for (Chronicles.Part part = chronicles.after(0, AT_ONCE);
          part.last() != null;
          part = chronicles.after(part.last(), AT_ONCE)) {
        List<Chronicle> next = part.people();
        List<Both> replayed =
            threads.submit(() -> next.parallelStream().map(this::both).toList()).join();
        for (Both both : replayed) {
          asIs.add(both.current);
          other.add(both.changed);
        }
        people += replayed.size();
        progress.accept(part.last() - done);
        done = part.last();
      }
    } finally {
      threads.shutdown();
    }
    return new Comparison(span, people, capacity, asIs, other);
  }

  private Both both(Chronicle person) {
    return new Both(current.of(person), changed.of(person));
  }
}
