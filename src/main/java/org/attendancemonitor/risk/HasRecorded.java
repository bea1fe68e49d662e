package org.attendancemonitor.risk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attendancemonitor.attendance.Reason;

/** Something recorded by codes: a flag of {@code risk.yaml} with one reason per value set. */
record HasRecorded(String code, String level, Map<String, ValueSet> valueSets) implements RiskRule {

  HasRecorded(String code, RecordedFlag flag) {
    this(code, flag.level(), flag.valueSets());
  }

  @Override
  public Optional<Raised> raise(Circumstances circumstances) {
    List<Reason> reasons = new ArrayList<>();
    valueSets.forEach(
        (name, set) -> {
          if (circumstances.recorded(set)) {
            reasons.add(new Reason(name, set.text()));
          }
        });
    return reasons.isEmpty() ? Optional.empty() : Optional.of(new Raised(code, level, reasons));
  }
}
