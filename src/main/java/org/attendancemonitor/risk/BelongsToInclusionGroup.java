package org.attendancemonitor.risk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.attendance.Residence;

/**
 * Inclusion health (CORE20PLUS5): homelessness, Gypsy, Roma and Traveller communities, vulnerable
 * migrants, contact with the justice system, sex work, modern slavery. Travellers have no SNOMED CT
 * code in use, so the local second letters of ethnic category are looked at as well.
 */
record BelongsToInclusionGroup(Map<String, ValueSet> groups, String noFixedAbode)
    implements RiskRule {
  static final String CODE = "inclusion-health";

  @Override
  public Optional<Raised> raise(Circumstances circumstances) {
    Code ethnic = circumstances.person().ethnicCategory();
    boolean homeless = circumstances.residences().stream().anyMatch(Residence::noFixedAbode);
    List<Reason> reasons = new ArrayList<>();
    groups.forEach(
        (name, set) -> {
          if (circumstances.recorded(set)
              || ethnic != null && set.codes().contains(ethnic)
              || homeless && name.equals(noFixedAbode)) {
            reasons.add(new Reason(name, set.text()));
          }
        });
    return reasons.isEmpty() ? Optional.empty() : Optional.of(Raised.raised(CODE, reasons));
  }
}
