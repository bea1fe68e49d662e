package org.attendancemonitor.doctor;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.attendancemonitor.attendance.AppointmentFact;
import org.attendancemonitor.attendance.EncounterFact;
import org.attendancemonitor.attendance.FactKind;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.ReferralFact;
import org.attendancemonitor.attendance.ReferralStatus;

/**
 * Events understood: each referral and each appointment of a patient once, as it stands after its
 * newest message.
 */
final class EventsCheck implements Check {
  private final Chart chart;
  private final Instant now;
  private long seen;
  private long needs;
  private long contacts;

  EventsCheck(Chart chart, Instant now) {
    this.chart = chart;
    this.now = now;
  }

  @Override
  public void look(Look look) {
    look.notices(
        notice -> {
          if (notice.fact() instanceof EncounterFact encounter && encounter.seen()) {
            seen++;
          }
          needs += notice.fact().kind() == FactKind.NEED ? 1 : 0;
          contacts += notice.fact().kind() == FactKind.CONTACT ? 1 : 0;
        });
  }

  @Override
  public List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    figures.add(new Figure("patients", "Patients", chart.patients(one -> true)));
    referrals(figures, "referrals", "Referrals", one -> true);
    referrals(figures, "referrals-open", "  of them open", one -> !one.status().ended());
    referrals(figures, "referrals-revoked", "  ended by revoking", EventsCheck::revoked);
    referrals(
        figures,
        "referrals-ended-for-non-attendance",
        "  ended for non-attendance",
        ReferralFact::endedForNonAttendance);
    appointments(figures, "appointments", "Appointments, one for each patient", one -> true);
    appointments(figures, "appointments-proposed", "  not booked yet", one -> !one.booked());
    outcome(figures, "appointments-attended", "  attended", Outcome.ATTENDED);
    outcome(figures, "appointments-missed", "  missed", Outcome.DNA);
    appointments(
        figures,
        "appointments-not-brought",
        "    of them coded as was not brought",
        AppointmentFact::wasNotBrought);
    outcome(figures, "appointments-late-not-seen", "  came late, not seen", Outcome.LATE_NOT_SEEN);
    outcome(
        figures,
        "appointments-cancelled-by-patient",
        "  cancelled by the patient",
        Outcome.PATIENT_CANCELLED);
    outcome(
        figures,
        "appointments-cancelled-by-provider",
        "  cancelled by the provider",
        Outcome.PROVIDER_CANCELLED);
    outcome(
        figures,
        "appointments-cancelled-unknown",
        "  cancelled, not said by whom",
        Outcome.CANCELLED);
    appointments(
        figures,
        "appointments-ahead",
        "  booked and still to come",
        one -> waits(one) && !past(one));
    appointments(
        figures,
        "appointments-outcome-unknown",
        "  past, outcome not told",
        one -> waits(one) && past(one));
    appointments(
        figures, "appointments-group", "Of them in a group session", one -> one.patients() > 1);
    figures.add(new Figure("encounters-seen", "Encounters in which a patient was seen", seen));
    figures.add(new Figure("needs", "Messages about needs", needs));
    figures.add(new Figure("contacts", "Messages about contacts", contacts));
    return figures;
  }

  private static boolean revoked(ReferralFact referral) {
    return referral.status() == ReferralStatus.REVOKED;
  }

  private static boolean waits(AppointmentFact appointment) {
    return appointment.booked() && appointment.outcome() == Outcome.NOT_RECORDED;
  }

  private boolean past(AppointmentFact appointment) {
    return appointment.start() != null && appointment.start().isBefore(now);
  }

  private void referrals(
      List<Figure> figures, String code, String label, Predicate<ReferralFact> kind) {
    long count = chart.referrals().stream().filter(one -> kind.test(one.fact)).count();
    figures.add(new Figure(code, label, count));
  }

  private void outcome(List<Figure> figures, String code, String label, Outcome outcome) {
    appointments(figures, code, label, one -> one.booked() && one.outcome() == outcome);
  }

  private void appointments(
      List<Figure> figures, String code, String label, Predicate<AppointmentFact> kind) {
    long count = chart.appointments().stream().filter(one -> kind.test(one.fact)).count();
    figures.add(new Figure(code, label, count));
  }
}
