package org.attendancemonitor.risk;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attendancemonitor.attendance.Reason;

/** Recorded frailty, or great age: illness and admission are leading reasons for a miss. */
record IsFrailOrOlder(Map<String, ValueSet> frailty, int from) implements RiskRule {
  static final String CODE = "frailty-or-age";
  static final String OLDER = "older";

  @Override
  public Optional<Raised> raise(Circumstances circumstances) {
    List<Reason> reasons = new ArrayList<>();
    frailty.forEach(
        (name, set) -> {
          if (circumstances.recorded(set)) {
            reasons.add(new Reason(name, set.text()));
          }
        });
    if (circumstances.ageOn(circumstances.to()) >= from) {
      reasons.add(new Reason(OLDER, "Aged " + from + " or over."));
    }
    return reasons.isEmpty() ? Optional.empty() : Optional.of(Raised.raised(CODE, reasons));
  }

  @Override
  public List<LocalDate> turns(Circumstances circumstances) {
    return Birthday.of(circumstances.person(), from);
  }
}
