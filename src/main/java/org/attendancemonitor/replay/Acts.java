package org.attendancemonitor.replay;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.attendancemonitor.attendance.ActionFact;
import org.attendancemonitor.attendance.KeptFact;
import org.attendancemonitor.attendance.Key;

/**
 * What people did, as far as it finds a task: who worked on a task that a policy had not opened, or
 * had closed already, did nothing under that policy.
 */
final class Acts {
  private final Set<Key> found = new HashSet<>();
  private final Set<Key> lost = new HashSet<>();

  /**
   * The facts without those acts that found no task when they were done.
   *
   * @param open whether a task was there to be worked on just before
   */
  List<KeptFact> applied(List<KeptFact> facts, Predicate<String> open) {
    for (KeptFact kept : facts) {
      if (kept.fact() instanceof ActionFact act
          && !found.contains(kept.key())
          && !lost.contains(kept.key())) {
        (open.test(act.task()) ? found : lost).add(kept.key());
      }
    }
    return lost.isEmpty()
        ? facts
        : facts.stream().filter(kept -> !lost.contains(kept.key())).toList();
  }

  /** How many acts found no task. */
  int lost() {
    return lost.size();
  }
}
