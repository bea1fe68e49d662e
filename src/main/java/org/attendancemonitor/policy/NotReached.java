package org.attendancemonitor.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskKind;

/**
 * T10: nobody could be reached in spite of enough attempts, on enough channels, over enough time;
 * or the patient has said that the care is no longer needed. A registered clinician reviews what to
 * do; the patient stays on the list, and the support task stays open.
 */
final class NotReached implements Rule {
  static final String ID = "T10";
  static final RuleCard CARD =
      new RuleCard(
          ID,
          "2",
          "NHS Data Dictionary, Discharge after Patient Did Not Attend",
          TaskKind.DISCHARGE_REVIEW,
          Set.of(Steps.REVIEW));
  private static final List<TaskKind> SAYING =
      List.of(
          TaskKind.SUPPORT_ATTENDANCE,
          TaskKind.SUPPORT_PLAN,
          TaskKind.RE_OFFER,
          TaskKind.WAITING_WELL);
  private final PolicySettings settings;
  private final WorkingDays days;
  private final Wording wording;

  NotReached(PolicySettings settings, WorkingDays days, Wording wording) {
    this.settings = settings;
    this.days = days;
    this.wording = wording;
  }

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public Optional<Trigger> trigger(Pathway pathway) {
    if (pathway.over()) {
      return Optional.empty();
    }
    Optional<Trigger> notNeeded = notNeeded(pathway);
    return notNeeded.isPresent() ? notNeeded : notReached(pathway);
  }

  private Optional<Trigger> notNeeded(Pathway pathway) {
    return SAYING.stream()
        .flatMap(kind -> pathway.finished(kind).stream())
        .filter(task -> Outcomes.NOT_NEEDED.equals(task.closeReason()))
        .filter(task -> !reviewedSince(pathway.finishedAt(task), pathway))
        .min(java.util.Comparator.comparing(pathway::finishedAt))
        .map(
            task ->
                new Trigger(
                    misses(task, pathway),
                    pathway.finishedAt(task),
                    "The patient says that "
                        + wording.name(pathway.service())
                        + "care is no longer needed: the patient stays on the list until a"
                        + " clinician has looked"));
  }

  private static boolean reviewedSince(Instant moment, Pathway pathway) {
    return pathway.finished(TaskKind.DISCHARGE_REVIEW).stream()
        .filter(NotReached::ofPatient)
        .anyMatch(review -> !pathway.finishedAt(review).isBefore(moment));
  }

  /** A look at how the referral came to be ended is no look at what to do for the patient. */
  private static boolean ofPatient(SupportTask review) {
    return !Outcomes.OF_BREACH.contains(review.closeReason());
  }

  private static List<Appointment> misses(SupportTask task, Pathway pathway) {
    return pathway.misses().stream()
        .filter(miss -> task.appointments().contains(miss.id()))
        .toList();
  }

  private Optional<Trigger> notReached(Pathway pathway) {
    List<Appointment> misses = new ArrayList<>();
    for (Appointment miss : pathway.misses()) {
      boolean waits = pathway.unsettled.contains(miss) || given(miss, pathway);
      if (waits && !pathway.attendedSince(miss)) {
        misses.add(miss);
      }
    }
    if (misses.isEmpty()) {
      return Optional.empty();
    }
    Attempts attempts = Attempts.since(misses, pathway, settings);
    return attempts.reached() != null
        ? Optional.empty()
        : attempts
            .enough(settings.unreachedIn(pathway.service()), days, pathway.service())
            .map(
                since ->
                    new Trigger(
                            misses,
                            since,
                            wording.missed("Missed ", misses, pathway)
                                + "; not reached in spite of several attempts: the patient stays"
                                + " on the list")
                        .from(
                            Map.of(
                                "attempts", Integer.toString(attempts.made().size()),
                                "channels", Integer.toString(attempts.channels()))));
  }

  /** Somebody closed the support task because the patient could not be reached: not an answer. */
  private static boolean given(Appointment miss, Pathway pathway) {
    return !miss.historic()
        && pathway
            .finished(Set.of(TaskKind.DISCHARGE_REVIEW), miss)
            .noneMatch(NotReached::ofPatient)
        && pathway
            .finished(Set.of(TaskKind.SUPPORT_ATTENDANCE, TaskKind.SUPPORT_PLAN), miss)
            .anyMatch(task -> Outcomes.COULD_NOT_REACH.equals(task.closeReason()));
  }
}
