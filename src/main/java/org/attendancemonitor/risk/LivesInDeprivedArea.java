package org.attendancemonitor.risk;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.attendancemonitor.attendance.Address;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.attendance.Residence;

/**
 * Core20: lives in one of the most deprived fifth of areas (CORE20PLUS5, NHS England; IMD deciles 1
 * and 2).
 */
record LivesInDeprivedArea(int maxDecile, Deprivation areas) implements RiskRule {
  static final String CODE = "core20";

  @Override
  public Optional<Raised> raise(Circumstances circumstances) {
    for (Residence residence : circumstances.residences()) {
      OptionalInt decile = areas.decile(residence);
      if (decile.isPresent() && decile.getAsInt() <= maxDecile) {
        String text =
            "Lives in one of the most deprived " + maxDecile * 10 + "% of areas in England.";
        return Optional.of(Raised.raised(CODE, List.of(new Reason(CODE, text))));
      }
    }
    return Optional.empty();
  }

  @Override
  public List<LocalDate> turns(Circumstances circumstances) {
    return circumstances.person().addresses().stream().map(Address::from).toList();
  }
}
