package org.attendancemonitor.worklist;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.Flag;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskKind;
import org.attendancemonitor.intake.PersonView;
import org.attendancemonitor.policy.Policy;

/** What the record says already to a part of a review, each with its day and where it is from. */
final class ReviewFacts {
  private static final String SENT = " (sent by the record system)";

  private final SupportTask task;
  private final PersonView.Seen seen;
  private final Policy policy;
  private final List<Appointment> missed;

  ReviewFacts(SupportTask task, PersonView.Seen seen, Policy policy) {
    this.task = task;
    this.seen = seen;
    this.policy = policy;
    this.missed =
        seen.record().appointments().stream()
            .filter(appointment -> task.appointments().contains(appointment.id()))
            .toList();
  }

  List<String> of(ReviewPart part) {
    return switch (part) {
      case REACHED -> attempts();
      case COMMUNICATED -> communicated();
      case CIRCUMSTANCES -> circumstances();
      case CLINICAL -> referral();
      case SAFEGUARDING -> checks();
      case SECOND, TOLD -> List.of();
    };
  }

  private List<String> attempts() {
    return Attempted.of(task, seen, policy).attempts().stream()
        .map(tried -> tried.when() + ": " + tried.told() + (tried.by() == null ? SENT : ""))
        .toList();
  }

  private List<String> communicated() {
    List<String> facts = new ArrayList<>();
    for (Appointment appointment : missed) {
      facts.add(
          "The appointment on "
              + Dates.weekday(appointment.day())
              + (appointment.bookedOn() == null
                  ? ": the day of booking is not known"
                  : " was booked on " + Dates.of(appointment.bookedOn()))
              + SENT);
    }
    Tried.about(seen.record(), task.referral()).stream()
        .filter(
            contact ->
                missed.stream()
                    .anyMatch(
                        appointment ->
                            contact.appointments().contains(appointment.id())
                                && contact.at().isBefore(appointment.start())))
        .map(contact -> Tried.of(contact, policy))
        .forEach(
            tried ->
                facts.add(tried.when() + ": " + tried.told() + (tried.by() == null ? SENT : "")));
    return facts;
  }

  private List<String> circumstances() {
    return seen.record().flags().stream()
        .filter(flag -> flag.active() && !flag.level().equals(Flag.SUGGESTION))
        .flatMap(
            flag ->
                flag.reasons().stream()
                    .map(
                        reason ->
                            reason.text() + " (noted here on " + Dates.of(flag.since()) + ")"))
        .distinct()
        .toList();
  }

  private List<String> referral() {
    return seen.record().referrals().stream()
        .filter(referral -> referral.id().equals(task.referral()))
        .filter(referral -> referral.referredOn() != null)
        .map(
            referral ->
                "Referred on "
                    + Dates.of(referral.referredOn())
                    + ", "
                    + referral.priority().name().toLowerCase(Locale.ROOT)
                    + SENT)
        .toList();
  }

  /** That somebody looked, and when; what they found is in the record of whoever may read it. */
  private List<String> checks() {
    return seen.record().tasks().stream()
        .filter(other -> other.kind() == TaskKind.WAS_NOT_BROUGHT)
        .map(
            check ->
                check.status().open()
                    ? "A check after not having been brought is open since "
                        + Dates.of(check.opened())
                    : "A check after not having been brought was finished on "
                        + Dates.of(check.modified())
                        + ": check record")
        .toList();
  }
}
