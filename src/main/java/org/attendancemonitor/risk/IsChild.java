package org.attendancemonitor.risk;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.attendancemonitor.attendance.Reason;

/** A child is brought by others: under the age limit on the first day of the span. */
record IsChild(int under) implements RiskRule {
  static final String CODE = "child";

  @Override
  public Optional<Raised> raise(Circumstances circumstances) {
    int age = circumstances.ageOn(circumstances.from());
    return age < 0 || age >= under
        ? Optional.empty()
        : Optional.of(
            Raised.raised(
                CODE, List.of(new Reason(CODE, "Under " + under + ": depends on others."))));
  }

  @Override
  public List<LocalDate> turns(Circumstances circumstances) {
    return Birthday.of(circumstances.person(), under);
  }
}
