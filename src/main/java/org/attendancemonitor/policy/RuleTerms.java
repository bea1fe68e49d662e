package org.attendancemonitor.policy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.attendancemonitor.attendance.Priority;

/**
 * The terms of one rule.
 *
 * @param enabled whether it is in force
 * @param priority of the tasks it opens
 * @param owners owner roles, the first one leading
 * @param steps working days until each step is due, by step code; 0 is the same working day
 */
public record RuleTerms(
    boolean enabled, Priority priority, List<String> owners, Map<String, Integer> steps) {
  public RuleTerms {
    owners = List.copyOf(owners);
    steps = Map.copyOf(steps);
    if (owners.isEmpty()) {
      throw new IllegalArgumentException("owners: expected at least one owner role, found none");
    }
    new TreeMap<>(steps)
        .forEach(
            (step, days) -> {
              if (days < 0 || days > 250) {
                throw new IllegalArgumentException(
                    "steps: expected 0 to 250 working days for " + step + ", found " + days);
              }
            });
  }
}
