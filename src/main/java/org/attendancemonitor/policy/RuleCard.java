package org.attendancemonitor.policy;

import java.util.Set;
import org.attendancemonitor.attendance.TaskKind;

/**
 * What a rule is called and rests on.
 *
 * @param id for example {@code T5}; the key in {@code policy.yaml}
 * @param version raised whenever the rule's meaning changes
 * @param source what the rule rests on
 * @param kind the kind of task it opens
 * @param steps codes of the steps its tasks may have
 * @param finishedAs the {@link CloseReason} of an untaken task whose steps are all done by what the
 *     record shows; null where only people, or the end of its ground, end it
 */
record RuleCard(
    String id, String version, String source, TaskKind kind, Set<String> steps, String finishedAs) {
  RuleCard {
    steps = Set.copyOf(steps);
  }

  RuleCard(String id, String version, String source, TaskKind kind, Set<String> steps) {
    this(id, version, source, kind, steps, null);
  }
}
