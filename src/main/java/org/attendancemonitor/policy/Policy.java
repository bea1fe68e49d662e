package org.attendancemonitor.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.attendancemonitor.attendance.ActionFact;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.Change;
import org.attendancemonitor.attendance.ClosureRow;
import org.attendancemonitor.attendance.Contact;
import org.attendancemonitor.attendance.Decision;
import org.attendancemonitor.attendance.PersonRecord;
import org.attendancemonitor.attendance.PlacingFact;
import org.attendancemonitor.attendance.Priority;
import org.attendancemonitor.attendance.Referral;
import org.attendancemonitor.attendance.Step;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskKind;
import org.attendancemonitor.risk.Assessed;
import org.attendancemonitor.risk.MissDefinition;

/**
 * Decides what support is due for one person. A pure function: the same record, assessment and
 * moment always give the same decision. Safe to share between threads.
 */
public final class Policy {
  /** Kinds of support task, what goes further first. */
  static final List<TaskKind> SUPPORT =
      List.of(TaskKind.WAS_NOT_BROUGHT, TaskKind.SUPPORT_PLAN, TaskKind.SUPPORT_ATTENDANCE);

  private final PolicySettings settings;
  private final MissDefinition definition;
  private final Planning planning;
  private final Escalation escalation;
  private final Judging judging;
  private final Checks checks;
  private final WaitingOrder order;

  /**
   * @param settings what {@code policy.yaml} says
   * @param services names and kinds of services by key; one that is missing is spoken of without a
   *     name
   * @param days working days of the services
   */
  public Policy(PolicySettings settings, Map<String, ServiceTerms> services, WorkingDays days) {
    this(
        settings,
        new Planning(settings, Map.copyOf(services), days),
        new Escalation(settings, days),
        services,
        days);
  }

  /** A policy for services without names. */
  public Policy(PolicySettings settings, WorkingDays days) {
    this(settings, Map.of(), days);
  }

  Policy(
      PolicySettings settings,
      Planning planning,
      Escalation escalation,
      Map<String, ServiceTerms> services,
      WorkingDays days) {
    this.settings = settings;
    this.planning = planning;
    definition = new MissDefinition(settings.countLateNotSeenAsDna());
    this.escalation = escalation;
    DischargeGate gate = new DischargeGate(settings, new Dependence(settings, services));
    judging = new Judging(settings, gate, days);
    checks = new Checks(settings, gate);
    order = new WaitingOrder(settings, new Wording(services));
  }

  /**
   * What has to change so that flags and tasks are what the record calls for.
   *
   * @param stored everything known about the person, with flags and tasks as they are kept
   * @param assessed what {@code risk} makes of it at the same moment
   * @param now the moment
   */
  public Decision decide(PersonRecord stored, Assessed assessed, Instant now) {
    return decide(stored, stored, assessed, now);
  }

  /**
   * @param known the same record, with tasks that are opened only now but that people have worked
   *     on already: whoever derives again from facts alone opens them after the fact
   */
  private Decision decide(PersonRecord stored, PersonRecord known, Assessed assessed, Instant now) {
    PersonRecord record = PeoplesWork.applied(known, now);
    TaskReconciliation tasks = new TaskReconciliation(stored, record, now);
    Map<String, String> answers = new TreeMap<>();
    List<ClosureRow> closures = new ArrayList<>();
    List<Instant> looks = new ArrayList<>();
    for (Pathway pathway : pathways(record, assessed, now)) {
      Due support = planning.first(planning.support, pathway).orElse(null);
      Due review = planning.first(planning.review, pathway).orElse(null);
      reconcile(tasks, pathway, support, review);
      for (List<Rule> rules : planning.others) {
        Due due = planning.first(rules, pathway).orElse(null);
        tasks.reconcile(
            pathway.referral,
            rules.get(0).card().kind(),
            due,
            () -> planning.closing(rules, pathway));
      }
      answers.putAll(new Answers(pathway, support, review).byMiss());
      closure(pathway, closures);
      planning.looks(pathway).forEach(looks::add);
    }
    List<SupportTask> workedOn =
        record.actions().isEmpty()
            ? List.of()
            : PeoplesWork.workedOn(tasks.opened(known), record, now);
    if (!workedOn.isEmpty()) {
      return decide(stored, known.withFurtherTasks(workedOn), assessed, now);
    }
    tasks.eachOpen(task -> escalation.applied(task, now));
    tasks.open().forEach(task -> escalation.looks(task).forEach(looks::add));
    List<Change> changes =
        new ArrayList<>(FlagReconciliation.changes(assessed.flags(), record.flags(), now));
    changes.addAll(tasks.changes());
    return new Decision(changes, answers, closures, next(record, assessed, looks, now));
  }

  private List<Pathway> pathways(PersonRecord record, Assessed assessed, Instant now) {
    List<Appointment> misses = definition.of(record.appointments());
    return referrals(record).stream()
        .map(referral -> new Pathway(record, referral, assessed, definition, misses, now))
        .toList();
  }

  private Optional<Pathway> pathway(
      PersonRecord record, Assessed assessed, String referral, Instant now) {
    return pathways(PeoplesWork.applied(record, now), assessed, now).stream()
        .filter(pathway -> pathway.referral.id().equals(referral))
        .findFirst();
  }

  /**
   * Whether something may be done with a task, judged against the record as it is now.
   *
   * @param record everything known about the person the task is for
   * @param assessed what {@code risk} makes of it at the same moment
   */
  public ActAnswer judge(PersonRecord record, Assessed assessed, Act act, Instant now) {
    PersonRecord worked = PeoplesWork.applied(record, now);
    return worked.tasks().stream()
        .filter(task -> task.id().equals(act.task()))
        .findFirst()
        .map(
            task ->
                judging.judge(
                    task, act, pathway(record, assessed, task.referral(), now).orElseThrow()))
        .orElseGet(() -> Judging.unknown());
  }

  /**
   * Whether a clinician's word on the order of a waiting list may be kept.
   *
   * @param after the last word on the place that was looked at, {@link Instant#EPOCH} for none;
   *     null where nobody says what was looked at
   * @return the refusal, or nothing where it may
   */
  public Optional<ActAnswer.Refused> judgePlacing(
      PersonRecord record, PlacingFact placing, Instant after) {
    return judging.judge(record, placing, after);
  }

  /**
   * What stands between a referral and a discharge after a missed appointment.
   *
   * @param referral id of one of the record's referrals
   */
  public DischargeCheck dischargeCheck(
      PersonRecord record, Assessed assessed, String referral, Instant now) {
    return checks.ofDischarge(
        pathway(record, assessed, referral, now)
            .orElseThrow(() -> new IllegalArgumentException("no such referral")));
  }

  /**
   * What reviewers have stated for the open review of a referral, by name of the item: the last
   * word on each, since the last missed appointment.
   *
   * @param referral id of one of the record's referrals
   */
  public Map<String, Statement> stated(
      PersonRecord record, Assessed assessed, String referral, Instant now) {
    return pathway(record, assessed, referral, now)
        .map(pathway -> Evidence.of(pathway).items())
        .orElse(Map.of());
  }

  /**
   * What to think of when an appointment is booked.
   *
   * @param service key in {@code services.yaml}
   */
  public BookingAdvice bookingAdvice(
      PersonRecord record, Assessed assessed, String service, Instant now) {
    return checks.ofBooking(PeoplesWork.applied(record, now), assessed, service, now);
  }

  /** The person's places on waiting lists, one for each referral that waits. */
  public List<WaitingPlace> waiting(PersonRecord record, Assessed assessed, Instant now) {
    return pathways(PeoplesWork.applied(record, now), assessed, now).stream()
        .filter(WaitingWell::waits)
        .map(order::place)
        .toList();
  }

  /** How a task may be ended by people: codes, in the order a page lists them. */
  public List<String> outcomes(SupportTask task) {
    return Completing.outcomes(task);
  }

  /** What people may say of how an appointment ended that the record system has not told of. */
  public List<String> outcomesTold() {
    return OutcomeTold.WORDS;
  }

  /** The steps of a task that are not done and that people tick; the record shows the others. */
  public List<String> stepsToTick(SupportTask task) {
    return task.steps().stream()
        .filter(step -> step.done() == null)
        .map(Step::code)
        .filter(code -> !Steps.BY_RECORD.contains(code) && !Steps.BY_COMPLETION.contains(code))
        .toList();
  }

  /** The words of the reasons why appointments are missed, by R-code. */
  public Map<String, String> missReasons() {
    Map<String, String> words = new TreeMap<>();
    settings.reasons().forEach((code, reason) -> words.put(code, reason.text()));
    return words;
  }

  /** What may be stated for a review, in the order of the gate. */
  public List<EvidenceItem> evidenceItems() {
    return EvidenceItem.all(settings.gate().vulnerabilities());
  }

  /** What a rule rests on: its sources, in words; empty where there is no such rule. */
  public String source(String rule) {
    return Rules.CARDS.stream()
        .filter(card -> card.id().equals(rule))
        .map(RuleCard::source)
        .findFirst()
        .orElse("");
  }

  /** Days for which a task may be put on hold at most. */
  public int holdAtMostDays() {
    return settings.holdAtMostDays();
  }

  /** The words of support actions by S-code. */
  public Map<String, String> supportWords() {
    return settings.actions();
  }

  /** Whether nobody has recorded how a past appointment ended, and it is time to ask. */
  public boolean outcomeMissing(Appointment appointment, Instant now) {
    return planning.outcomeMissing.isMissing(appointment, now);
  }

  /** Whether an appointment was missed, by the definition in force. */
  public boolean isMiss(Appointment appointment) {
    return definition.isMiss(appointment);
  }

  /** Those of the record, and one for every appointment or task whose referral is not there. */
  private static List<Referral> referrals(PersonRecord record) {
    Map<String, Referral> byId = new LinkedHashMap<>();
    record.referrals().forEach(referral -> byId.put(referral.id(), referral));
    record
        .appointments()
        .forEach(a -> byId.computeIfAbsent(a.referral(), id -> live(id, a.service())));
    record
        .tasks()
        .forEach(task -> byId.computeIfAbsent(task.referral(), id -> live(id, task.service())));
    return byId.values().stream().sorted(Comparator.comparing(Referral::id)).toList();
  }

  private static Referral live(String id, String service) {
    return new Referral(id, true, service, Priority.ROUTINE, null, null);
  }

  private static void reconcile(
      TaskReconciliation tasks, Pathway pathway, Due support, Due review) {
    boolean covered = support != null && furtherAtWork(pathway, support.kind()).isPresent();
    for (TaskKind kind : SUPPORT) {
      boolean wanted = support != null && support.kind() == kind && !covered;
      tasks.reconcile(
          pathway.referral,
          kind,
          wanted ? support : null,
          () -> Closings.support(pathway, kind, support));
    }
    tasks.reconcile(
        pathway.referral, TaskKind.DISCHARGE_REVIEW, review, () -> Closings.review(pathway));
  }

  /** The kind of a task of this referral that goes further and that somebody is at work on. */
  static Optional<TaskKind> furtherAtWork(Pathway pathway, TaskKind kind) {
    return SUPPORT.subList(0, SUPPORT.indexOf(kind)).stream()
        .filter(further -> atWork(pathway, further))
        .findFirst();
  }

  /** Somebody is at work on a task of this kind. */
  static boolean atWork(Pathway pathway, TaskKind kind) {
    return pathway.tasks(kind).stream().anyMatch(task -> task.status().open() && task.taken());
  }

  private void closure(Pathway pathway, List<ClosureRow> closures) {
    Referral referral = pathway.referral;
    if (!definition.endedAfterMiss(referral, pathway.record.appointments())) {
      return;
    }
    LocalDate day = referral.ending().at().atZone(WorkingDays.LONDON).toLocalDate();
    LocalDate death = pathway.record.person().deathDate();
    if (pathway.record.person().deceased() && (death == null || !day.isBefore(death))) {
      return;
    }
    closures.add(
        new ClosureRow(
            referral.id(), referral.service(), day, pathway.gatePassed() ? "complete" : "missing"));
  }

  private static Instant next(
      PersonRecord record, Assessed assessed, List<Instant> looks, Instant now) {
    Stream<Instant> contacts = record.contacts().stream().map(Contact::at).filter(Objects::nonNull);
    Stream<Instant> actions = record.actions().stream().map(ActionFact::at);
    Stream<Instant> holds =
        record.tasks().stream().map(SupportTask::heldUntil).filter(Objects::nonNull);
    return Stream.of(
            Stream.ofNullable(assessed.lookAgainAt()), looks.stream(), contacts, actions, holds)
        .flatMap(moments -> moments)
        .filter(moment -> moment.isAfter(now))
        .min(Comparator.naturalOrder())
        .orElse(null);
  }
}
