package org.attendancemonitor.policy;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which rules there are and which steps each has: what {@code policy.yaml} may set. */
final class Rules {
  /** Step codes by rule id. */
  static final Map<String, Set<String>> STEPS =
      new TreeMap<>(
          Map.of(
              FirstMiss.ID, Set.of(Steps.CONTACT, Steps.RE_OFFER),
              FirstMissAtHigherRisk.ID, Set.of(Steps.CONTACT, Steps.RE_OFFER),
              RepeatMiss.ID, Set.of(Steps.PLAN),
              WasNotBrought.ID, Set.of(Steps.SAFEGUARDING, Steps.CONTACT, Steps.TELL_REFERRER),
              NotReached.ID, Set.of(Steps.REVIEW),
              EndedWithoutReview.ID, Set.of(Steps.REVIEW)));

  private Rules() {}

  static void check(String id, Set<String> steps, boolean all) {
    Set<String> known = STEPS.get(id);
    if (known == null) {
      throw new IllegalArgumentException("rules: expected " + STEPS.keySet() + ", found " + id);
    }
    if (all ? !known.equals(steps) : !known.containsAll(steps)) {
      throw new IllegalArgumentException(
          "steps: expected "
              + new TreeSet<>(known)
              + " for "
              + id
              + ", found "
              + new TreeSet<>(steps));
    }
  }
}
