package org.attendancemonitor.risk;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.Referral;

/**
 * What counts as a miss: NHS Data Dictionary ATTENDED OR DID NOT ATTEND codes 3 and, unless the
 * configuration says otherwise, 7. A cancellation by anyone and an outcome nobody recorded never
 * do.
 *
 * @param countLateNotSeen code 7 (arrived late, could not be seen) counts
 */
public record MissDefinition(boolean countLateNotSeen) {
  private static final Comparator<Appointment> BY_START =
      Comparator.comparing(Appointment::start).thenComparing(Appointment::id);

  /** Whether a booked appointment was missed. */
  public boolean isMiss(Appointment appointment) {
    return appointment.booked()
        && appointment.start() != null
        && (appointment.outcome() == Outcome.DNA
            || countLateNotSeen && appointment.outcome() == Outcome.LATE_NOT_SEEN);
  }

  /** The misses among these, in order of start. */
  public List<Appointment> of(List<Appointment> appointments) {
    return appointments.stream().filter(this::isMiss).sorted(BY_START).toList();
  }

  /**
   * The last appointment of an ended referral of which it is known whether the person was seen.
   * Cancellations and unknown outcomes are passed over: they do not undo a miss. A miss after the
   * day of the ending did not cause it: whoever is discharged does not miss what was left booked.
   */
  private static Optional<Appointment> lastOutcome(
      Referral referral, List<Appointment> appointments) {
    LocalDate ended = referral.ending().at().atZone(Circumstances.LONDON).toLocalDate();
    return appointments.stream()
        .filter(a -> a.start() != null && a.referral().equals(referral.id()))
        .filter(
            a ->
                a.outcome() == Outcome.ATTENDED
                    || a.booked() && a.outcome().missed() && !a.day().isAfter(ended))
        .max(BY_START);
  }

  /**
   * Whether a referral was ended after a miss: coded so by the sender, sent in one message with a
   * miss, or its last known outcome by then is a miss.
   */
  public boolean endedAfterMiss(Referral referral, List<Appointment> appointments) {
    return referral.ending() != null
        && (referral.ending().forNonAttendance()
            || lastOutcome(referral, appointments).filter(this::isMiss).isPresent());
  }
}
