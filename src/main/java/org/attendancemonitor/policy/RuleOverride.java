package org.attendancemonitor.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attendancemonitor.attendance.Priority;

/**
 * What one service does differently from the terms of a rule; what is absent stays as it is.
 *
 * @param enabled whether the rule is in force there
 * @param priority of the tasks it opens
 * @param owners owner roles
 * @param steps working days of the steps that differ
 */
public record RuleOverride(
    Optional<Boolean> enabled,
    Optional<Priority> priority,
    Optional<List<String>> owners,
    Optional<Map<String, Integer>> steps) {

  RuleTerms over(RuleTerms terms) {
    Map<String, Integer> days = new java.util.HashMap<>(terms.steps());
    steps.ifPresent(days::putAll);
    return new RuleTerms(
        enabled.orElse(terms.enabled()),
        priority.orElse(terms.priority()),
        owners.orElse(terms.owners()),
        days);
  }
}
