package org.attendancemonitor.replay;

import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.attendancemonitor.record.Chronicle;
import org.attendancemonitor.record.Chronicles;

/** Replays everyone under two policies, some people at a time. */
public final class WhatIf {
  private static final int AT_ONCE = 500;

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
   * @param progress told the last patient row that is done
   */
  public Comparison compare(Span span, Map<String, Integer> capacity, LongConsumer progress) {
    Tally asIs = new Tally(span);
    Tally other = new Tally(span);
    long people = 0;
    for (Chronicles.Part part = chronicles.after(0, AT_ONCE);
        part.last() != null;
        part = chronicles.after(part.last(), AT_ONCE)) {
      List<Both> replayed = part.people().parallelStream().map(this::both).toList();
      for (Both both : replayed) {
        asIs.add(both.current);
        other.add(both.changed);
      }
      people += replayed.size();
      progress.accept(part.last());
    }
    return new Comparison(span, people, capacity, asIs, other);
  }

  private Both both(Chronicle person) {
    return new Both(current.of(person), changed.of(person));
  }
}
