package org.attendancemonitor.risk;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.attendancemonitor.attendance.Ending;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.attendance.Referral;

/** An earlier referral was ended after a miss: a strong sign that care was lost before. */
record WasDischargedAfterMiss(MissDefinition definition) implements RiskRule {
  static final String CODE = "earlier-discharge-after-miss";

  @Override
  public Optional<Raised> raise(Circumstances circumstances) {
    boolean found =
        circumstances.record().referrals().stream()
            .filter(referral -> definition.endedAfterMiss(referral, appointments(circumstances)))
            .anyMatch(referral -> !day(referral.ending()).isAfter(circumstances.to()));
    return found
        ? Optional.of(
            Raised.raised(
                CODE,
                List.of(new Reason(CODE, "A referral was ended after a missed appointment."))))
        : Optional.empty();
  }

  private static List<org.attendancemonitor.attendance.Appointment> appointments(
      Circumstances circumstances) {
    return circumstances.record().appointments();
  }

  private static LocalDate day(Ending ending) {
    return ending.at().atZone(Circumstances.LONDON).toLocalDate();
  }

  @Override
  public List<LocalDate> turns(Circumstances circumstances) {
    return circumstances.record().referrals().stream()
        .map(Referral::ending)
        .filter(java.util.Objects::nonNull)
        .map(WasDischargedAfterMiss::day)
        .toList();
  }
}
