package org.attendancemonitor.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.Change;
import org.attendancemonitor.attendance.ClosureRow;
import org.attendancemonitor.attendance.Contact;
import org.attendancemonitor.attendance.Decision;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.PersonRecord;
import org.attendancemonitor.attendance.PlacingFact;
import org.attendancemonitor.attendance.Priority;
import org.attendancemonitor.attendance.Referral;
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

  private static final Set<TaskKind> GOVERNED =
      Set.of(
          TaskKind.WAS_NOT_BROUGHT,
          TaskKind.SUPPORT_PLAN,
          TaskKind.SUPPORT_ATTENDANCE,
          TaskKind.DISCHARGE_REVIEW);

  private final PolicySettings settings;
  private final MissDefinition definition;
  private final Planning planning;

  /**
   * @param settings what {@code policy.yaml} says
   * @param services names and kinds of services by key; one that is missing is spoken of without a
   *     name
   * @param days working days of the services
   */
  public Policy(PolicySettings settings, Map<String, ServiceTerms> services, WorkingDays days) {
    this.settings = settings;
    definition = new MissDefinition(settings.countLateNotSeenAsDna());
    planning = new Planning(settings, Map.copyOf(services), days);
  }

  /** A policy for services without names. */
  public Policy(PolicySettings settings, WorkingDays days) {
    this(settings, Map.of(), days);
  }

  /**
   * What has to change so that flags and tasks are what the record calls for.
   *
   * @param record everything known about the person, with flags and tasks as they are
   * @param assessed what {@code risk} makes of it at the same moment
   * @param now the moment
   */
  public Decision decide(PersonRecord record, Assessed assessed, Instant now) {
    List<Appointment> misses = definition.of(record.appointments());
    TaskReconciliation tasks = new TaskReconciliation(record, now);
    Map<String, String> answers = new TreeMap<>();
    List<ClosureRow> closures = new ArrayList<>();
    for (Referral referral : referrals(record)) {
      Pathway pathway = new Pathway(record, referral, assessed, definition, misses, now);
      Due support = planning.support(pathway).orElse(null);
      Due review = planning.review(pathway).orElse(null);
      reconcile(tasks, pathway, support, review);
      answers.putAll(new Answers(pathway, support, review).byMiss());
      closure(pathway, closures);
    }
    List<Change> changes =
        new ArrayList<>(FlagReconciliation.changes(assessed.flags(), record.flags(), now));
    changes.addAll(tasks.changes());
    return new Decision(changes, answers, closures, lookAgain(record, assessed, now));
  }

  /**
   * Whether something may be done with a task, judged against the record as it is now.
   *
   * @param record everything known about the person the task is for
   * @param assessed what {@code risk} makes of it at the same moment
   */
  public ActAnswer judge(PersonRecord record, Assessed assessed, Act act, Instant now) {
    throw new IllegalStateException("to come");
  }

  /**
   * Whether a clinician may place a waiting patient in the order of the list.
   *
   * @param record everything known about the person who waits
   * @param placing what the clinician says; the text of its key is the id of one of the record's
   *     referrals, or of none
   * @return what stands against it, or empty where it may be kept
   */
  public Optional<ActAnswer.Refused> judgePlacing(
      PersonRecord record, PlacingFact placing, Instant now) {
    throw new IllegalStateException("to come");
  }

  /**
   * What stands between a referral and a discharge after a missed appointment.
   *
   * @param referral id of one of the record's referrals
   */
  public DischargeCheck dischargeCheck(
      PersonRecord record, Assessed assessed, String referral, Instant now) {
    throw new IllegalStateException("to come");
  }

  /**
   * What to think of when an appointment is booked.
   *
   * @param service key in {@code services.yaml}
   */
  public BookingAdvice bookingAdvice(
      PersonRecord record, Assessed assessed, String service, Instant now) {
    throw new IllegalStateException("to come");
  }

  /** The person's places on waiting lists, one for each referral that waits. */
  public List<WaitingPlace> waiting(PersonRecord record, Assessed assessed, Instant now) {
    throw new IllegalStateException("to come");
  }

  /** Whether nobody has recorded how a past appointment ended, and it is time to ask. */
  public boolean outcomeMissing(Appointment appointment, Instant now) {
    return appointment.booked()
        && appointment.start() != null
        && appointment.outcome() == Outcome.NOT_RECORDED
        && !unrecordedFrom(appointment).isAfter(now);
  }

  private Instant unrecordedFrom(Appointment appointment) {
    return appointment
        .day()
        .plusDays(settings.unrecordedAfterDays() + 1L)
        .atStartOfDay(WorkingDays.LONDON)
        .toInstant();
  }

  /** Those of the record, and one for every appointment or task whose referral is not there. */
  private static List<Referral> referrals(PersonRecord record) {
    Map<String, Referral> byId = new LinkedHashMap<>();
    record.referrals().forEach(referral -> byId.put(referral.id(), referral));
    record
        .appointments()
        .forEach(a -> byId.computeIfAbsent(a.referral(), id -> live(id, a.service())));
    record.tasks().stream()
        .filter(task -> GOVERNED.contains(task.kind()))
        .forEach(task -> byId.computeIfAbsent(task.referral(), id -> live(id, task.service())));
    return byId.values().stream().sorted(Comparator.comparing(Referral::id)).toList();
  }

  private static Referral live(String id, String service) {
    return new Referral(id, true, service, Priority.ROUTINE, null, null);
  }

  private static void reconcile(
      TaskReconciliation tasks, Pathway pathway, Due support, Due review) {
    boolean covered = support != null && coveredByTaken(pathway, support.kind());
    for (TaskKind kind : SUPPORT) {
      boolean wanted = support != null && support.kind() == kind && !covered;
      tasks.reconcile(
          pathway.referral,
          kind,
          wanted ? support : null,
          wanted ? null : Closings.support(pathway, kind, support));
    }
    tasks.reconcile(
        pathway.referral,
        TaskKind.DISCHARGE_REVIEW,
        review,
        review == null ? Closings.review(pathway) : null);
  }

  /** Somebody is at work on a task of this referral that goes further than the one due. */
  private static boolean coveredByTaken(Pathway pathway, TaskKind kind) {
    return SUPPORT.subList(0, SUPPORT.indexOf(kind)).stream()
        .anyMatch(further -> atWork(pathway, further));
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
            referral.id(), referral.service(), day, pathway.reviewed() ? "complete" : "missing"));
  }

  private Instant lookAgain(PersonRecord record, Assessed assessed, Instant now) {
    Stream<Instant> unrecorded =
        record.appointments().stream()
            .filter(a -> a.booked() && a.start() != null && a.outcome() == Outcome.NOT_RECORDED)
            .flatMap(a -> Stream.of(a.start(), unrecordedFrom(a)));
    Stream<Instant> contacts =
        record.contacts().stream().map(Contact::at).filter(java.util.Objects::nonNull);
    return Stream.of(Stream.ofNullable(assessed.lookAgainAt()), unrecorded, contacts)
        .flatMap(moments -> moments)
        .filter(moment -> moment.isAfter(now))
        .min(Comparator.naturalOrder())
        .orElse(null);
  }
}
