package org.attendancemonitor;

import java.util.EnumMap;
import java.util.Map;
import org.attendancemonitor.intake.Verdict;

/** What became of the entries of a load, counted. */
final class LoadTally {
  private final Map<Verdict.Result, Long> counts = new EnumMap<>(Verdict.Result.class);

  void add(Verdict verdict) {
    verdict.entries().forEach(entry -> counts.merge(entry.result(), 1L, Long::sum));
  }

  /** A file of which nothing was read. */
  void refused() {
    counts.merge(Verdict.Result.REJECTED, 1L, Long::sum);
  }

  /** Something was rejected or in conflict. */
  boolean someRejected() {
    return of(Verdict.Result.REJECTED) + of(Verdict.Result.CONFLICT) > 0;
  }

  long of(Verdict.Result result) {
    return counts.getOrDefault(result, 0L);
  }

  /** One line a person can read. */
  String summary() {
    return String.format(
        "%,d recorded, %,d known already, %,d older than what is known, %,d rejected",
        of(Verdict.Result.ACCEPTED),
        of(Verdict.Result.DUPLICATE),
        of(Verdict.Result.STALE),
        of(Verdict.Result.REJECTED) + of(Verdict.Result.CONFLICT));
  }
}
