package org.attendancemonitor.policy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.attendancemonitor.attendance.Decision;
import org.attendancemonitor.attendance.Flag;
import org.attendancemonitor.attendance.PersonRecord;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.risk.Assessed;
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
    this(risk, new Policy(settings, SERVICES, days(settings)));
  }

  private Deriving(RiskSettings risk, Policy policy) {
    assessment = new Assessment(risk, new DecileInPostcode());
    this.policy = policy;
  }

  /** The derivation with other rules than there are. */
  static Deriving with(PolicySettings settings, UnaryOperator<Rule> each, Escalation escalation) {
    WorkingDays days = days(settings);
    Planning planning = new Planning(settings, SERVICES, days, each);
    return new Deriving(
        ShippedSettings.risk(), new Policy(settings, planning, escalation, SERVICES, days));
  }

  static WorkingDays days(PolicySettings settings) {
    return new WorkingDays(settings.workingHours(), Map.of());
  }

  Decision decide(PersonRecord record, Instant now) {
    return policy.decide(record, assessment.assess(record, now), now);
  }

  /** What would be decided if no flag ever changed by itself. */
  Decision decideWithoutTurns(PersonRecord record, Instant now) {
    Assessed assessed = assessment.assess(record, now);
    return policy.decide(record, new Assessed(assessed.flags(), assessed.sinceMiss(), null), now);
  }

  /** Whether something may be done with a task of the record. */
  ActAnswer judge(PersonRecord record, Act act, Instant now) {
    return policy.judge(record, assessment.assess(record, now), act, now);
  }

  DischargeCheck dischargeCheck(PersonRecord record, String referral, Instant now) {
    return policy.dischargeCheck(record, assessment.assess(record, now), referral, now);
  }

  List<WaitingPlace> waiting(PersonRecord record, Instant now) {
    return policy.waiting(record, assessment.assess(record, now), now);
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
        .forEach(task -> tasks.add(NaiveDerivation.words(task)));
    return tasks;
  }

  /** What an open task says, whatever its identity and its versions. */
  static String content(SupportTask task) {
    return String.join(
        " ",
        task.id(),
        NaiveDerivation.words(task),
        task.service(),
        task.priority().name(),
        task.ownerRole(),
        String.valueOf(task.due()),
        String.valueOf(task.heldUntil()),
        task.reasons().toString(),
        task.supports().toString(),
        task.cautions().toString(),
        task.appointments().toString(),
        task.inputs().toString());
  }
}
