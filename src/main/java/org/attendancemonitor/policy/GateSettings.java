package org.attendancemonitor.policy;

import java.util.List;
import java.util.Set;

/**
 * What the gate before a discharge after a missed appointment asks for besides what is fixed
 * (attendance-policy section 5; NHS Data Dictionary, Discharge after Patient Did Not Attend). It
 * can be made stricter and cannot be switched off.
 *
 * @param noticeDays days between sending the appointment and the appointment
 * @param vulnerabilities what the reviewer states yes, no or unknown to
 * @param mustBeKnown those of them for which "unknown" fails
 * @param safeguardingFlags flags of {@code risk.yaml} that forbid a discharge while they hold
 * @param leadAgreesFlags flags that forbid it unless the safeguarding lead's agreement is recorded
 * @param capacityFlags flags that forbid it unless a best-interests decision is recorded
 * @param whereaboutsFlags flags that say the person was in hospital, custody or detained
 */
public record GateSettings(
    int noticeDays,
    List<String> vulnerabilities,
    Set<String> mustBeKnown,
    Set<String> safeguardingFlags,
    Set<String> leadAgreesFlags,
    Set<String> capacityFlags,
    Set<String> whereaboutsFlags) {
  private static final Set<String> ALWAYS = Set.of("safeguarding", "capacity");

  public GateSettings {
    vulnerabilities = List.copyOf(vulnerabilities);
    mustBeKnown = Set.copyOf(mustBeKnown);
    safeguardingFlags = Set.copyOf(safeguardingFlags);
    leadAgreesFlags = Set.copyOf(leadAgreesFlags);
    capacityFlags = Set.copyOf(capacityFlags);
    whereaboutsFlags = Set.copyOf(whereaboutsFlags);
    PolicySettings.between("noticeDays", noticeDays, 0, 90);
    if (!vulnerabilities.containsAll(ALWAYS)) {
      throw new IllegalArgumentException(
          "vulnerabilities: expected safeguarding and capacity among them: the gate cannot do"
              + " without, found "
              + vulnerabilities);
    }
    if (!mustBeKnown.containsAll(ALWAYS)) {
      throw new IllegalArgumentException(
          "mustBeKnown: expected safeguarding and capacity among them: unknown must fail, found "
              + mustBeKnown);
    }
    if (!vulnerabilities.containsAll(mustBeKnown)) {
      throw new IllegalArgumentException(
          "mustBeKnown: expected names that stand under vulnerabilities, found " + mustBeKnown);
    }
    if (safeguardingFlags.isEmpty()) {
      throw new IllegalArgumentException(
          "safeguardingFlags: expected at least one flag: an open safeguarding concern always"
              + " forbids a discharge, found none");
    }
  }
}
