package org.attendancemonitor.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskStatus;

/**
 * T12: a task is overdue. Its owners keep it, and one role after another is told: team lead,
 * service manager, AHP lead. What is on hold rests; what is done in time steps down again.
 */
class Escalation {
  static final String ID = "T12";
  static final Set<String> STEPS = Set.of("team-lead", "service-manager", "ahp-lead");
  private final PolicySettings settings;
  private final WorkingDays days;

  Escalation(PolicySettings settings, WorkingDays days) {
    this.settings = settings;
    this.days = days;
  }

  /** The task with the roles that are told at a moment. */
  SupportTask applied(SupportTask task, Instant now) {
    List<String> told =
        steps(task).stream().filter(step -> !step.at().isAfter(now)).map(Told::role).toList();
    return told.equals(task.escalation()) ? task : task.draft().escalation(told).build();
  }

  /** The moments at which another role is told. */
  Stream<Instant> looks(SupportTask task) {
    return steps(task).stream().map(Told::at);
  }

  private record Told(String role, Instant at) {}

  private List<Told> steps(SupportTask task) {
    RuleTerms terms = settings.terms(ID, task.service());
    boolean done = task.steps().stream().noneMatch(step -> step.done() == null);
    if (!terms.enabled() || task.status() == TaskStatus.ON_HOLD || task.due() == null || done) {
      return List.of();
    }
    List<Told> steps = new ArrayList<>();
    for (Map.Entry<String, Integer> step : terms.steps().entrySet()) {
      steps.add(new Told(step.getKey(), days.plus(task.due(), step.getValue(), task.service())));
    }
    steps.sort(Comparator.comparing(Told::at).thenComparing(Told::role));
    return steps;
  }
}
