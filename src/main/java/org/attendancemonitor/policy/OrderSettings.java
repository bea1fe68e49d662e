package org.attendancemonitor.policy;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What orders a waiting list besides clinical urgency and the wait (attendance-policy section 9).
 *
 * @param safetyFlags flags of {@code risk.yaml} that tell of a safety risk
 * @param impacts reason codes of {@code risk.yaml} that tell of an impact on life, each counting 1
 * @param social whether social factors break ties; needs a signature
 */
public record OrderSettings(Set<String> safetyFlags, List<String> impacts, Social social) {

  /**
   * Social factors as a tie-break between people who are equal in urgency, safety and impact.
   *
   * @param enabled off as shipped
   * @param signedBy the person who answers for it
   * @param signedOn when
   * @param flags flags of {@code risk.yaml} that count; ethnicity never can
   */
  public record Social(
      boolean enabled, Optional<String> signedBy, Optional<LocalDate> signedOn, Set<String> flags) {
    public Social {
      flags = Set.copyOf(flags);
      if (flags.contains("ethnic-group")) {
        throw new IllegalArgumentException(
            "flags: expected no term of ethnicity: it never orders people, found ethnic-group");
      }
      if (enabled && signedBy.filter(name -> !name.isBlank()).isEmpty()) {
        throw new IllegalArgumentException(
            "signedBy: expected the name of the person who signed the switch, found none");
      }
      if (enabled && signedOn.isEmpty()) {
        throw new IllegalArgumentException("signedOn: expected the day it was signed, found none");
      }
    }
  }

  public OrderSettings {
    safetyFlags = Set.copyOf(safetyFlags);
    impacts = List.copyOf(impacts);
  }
}
