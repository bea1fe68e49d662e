package org.attendancemonitor.risk;

import java.util.List;
import java.util.Optional;
import org.attendancemonitor.attendance.Reason;

/** Cannot be reached by text or online: no telephone number is known, or recorded so. */
record IsDigitallyExcluded(ValueSet set) implements RiskRule {
  static final String CODE = "digital-exclusion";
  static final String NO_PHONE = "no-phone";

  @Override
  public Optional<Raised> raise(Circumstances circumstances) {
    if (circumstances.recorded(set)) {
      return Optional.of(Raised.raised(CODE, List.of(new Reason(CODE, set.text()))));
    }
    if (Boolean.FALSE.equals(circumstances.person().phoneKnown())) {
      Reason reason = new Reason(NO_PHONE, "No telephone number is recorded.");
      return Optional.of(Raised.raised(CODE, List.of(reason)));
    }
    return Optional.empty();
  }
}
