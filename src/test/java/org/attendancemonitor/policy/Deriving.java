package org.attendancemonitor.policy;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.attendancemonitor.attendance.Decision;
import org.attendancemonitor.attendance.Flag;
import org.attendancemonitor.attendance.PersonRecord;
import org.attendancemonitor.attendance.Step;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.risk.Assessment;
import org.attendancemonitor.risk.DecileInPostcode;
import org.attendancemonitor.risk.RiskSettings;

/** The real derivation under the shipped settings, and its results in comparable words. */
final class Deriving {
  static final Map<String, ServiceTerms> SERVICES =
      Map.of(
          "podiatry", new ServiceTerms("Podiatry", false),
          "physiotherapy", new ServiceTerms("Physiotherapy", false),
          "paediatrics", new ServiceTerms("Children's therapy", true));
  private final Assessment assessment;
  private final Policy policy;

  Deriving() {
    this(ShippedSettings.risk(), ShippedSettings.policy());
  }

  Deriving(RiskSettings risk, PolicySettings settings) {
    assessment = new Assessment(risk, new DecileInPostcode());
    policy = new Policy(settings, SERVICES, new WorkingDays(settings.workingHours(), Map.of()));
  }

  Decision decide(PersonRecord record, Instant now) {
    return policy.decide(record, assessment.assess(record, now), now);
  }

  /** Whether something may be done with a task of the record. */
  ActAnswer judge(PersonRecord record, Act act, Instant now) {
    return policy.judge(record, assessment.assess(record, now), act, now);
  }

  /** The record with flags and tasks as derived. */
  PersonRecord derive(PersonRecord record, Instant now) {
    return RecordRestated.after(record, decide(record, now));
  }

  static Set<String> flags(PersonRecord record) {
    Set<String> flags = new TreeSet<>();
    record.flags().stream()
        .filter(Flag::active)
        .forEach(flag -> flags.add(flag.code() + " " + flag.level()));
    return flags;
  }

  static Set<String> openTasks(PersonRecord record) {
    Set<String> tasks = new TreeSet<>();
    record.tasks().stream()
        .filter(task -> task.status().open())
        .forEach(task -> tasks.add(words(task)));
    return tasks;
  }

  static String words(SupportTask task) {
    Map<String, Instant> dues = new TreeMap<>();
    for (Step step : task.steps()) {
      dues.put(step.code(), step.due());
    }
    return task.referral() + " " + task.kind().code() + " " + task.rule() + " " + dues;
  }
}
