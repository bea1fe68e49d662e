package org.attendancemonitor.intake;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.attendancemonitor.attendance.Doubles;
import org.attendancemonitor.record.Derived;
import org.attendancemonitor.record.PossibleDoubles;

/** Step 6 of an event's way: writes what changed, the outbox and the days gone stale. */
public final class Keeping {
  private final Derived derived;
  private final PossibleDoubles doubles;
  private final FeedTallying tallying;

  /**
   * @param derived where derived state is kept
   * @param doubles where it is kept what two sources may tell of the same
   * @param tallying counts what had no meaning
   */
  public Keeping(Derived derived, PossibleDoubles doubles, FeedTallying tallying) {
    this.tallying = tallying;
    this.derived = derived;
    this.doubles = doubles;
  }

  /** Writes the differences only. */
  public void keep(Batch batch) {
    derived.keep(batch.derivations());
    Map<Set<Long>, Doubles> found = new HashMap<>();
    for (Batch.Assessment person : batch.assessments()) {
      if (person.record() != null) {
        found.put(person.material().rows(), Doubles.of(person.record()));
      }
    }
    doubles.keep(found);
    tallying.count(batch);
    batch.kept();
  }
}
