package org.attendancemonitor.risk;

import java.util.List;
import java.util.Optional;
import org.attendancemonitor.attendance.Reason;

/** An adult who cannot attend without someone else: was not brought, as a child is not. */
record DependsOnCarer(ValueSet set) implements RiskRule {
  static final String CODE = "carer-dependent";

  @Override
  public Optional<Raised> raise(Circumstances circumstances) {
    return circumstances.recorded(set) || set.any(circumstances.record().carers())
        ? Optional.of(Raised.raised(CODE, List.of(new Reason(CODE, set.text()))))
        : Optional.empty();
  }
}
