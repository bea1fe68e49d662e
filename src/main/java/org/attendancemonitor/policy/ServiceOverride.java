package org.attendancemonitor.policy;

import java.util.Map;
import java.util.Optional;

/**
 * What one service does differently.
 *
 * @param wasNotBroughtUnder age in years below which a miss there is "was not brought"
 * @param repeat when a miss there is a repeat
 * @param unreached when attempts there call for a review
 * @param cancelling when cancellations there call for a new offer
 * @param waitingWell when somebody who waits there is contacted
 * @param reminding when somebody there is called before an appointment
 * @param rules by rule id
 */
public record ServiceOverride(
    Optional<Integer> wasNotBroughtUnder,
    Optional<PolicySettings.Repeat> repeat,
    Optional<PolicySettings.Unreached> unreached,
    Optional<PolicySettings.Cancelling> cancelling,
    Optional<PolicySettings.WaitingWell> waitingWell,
    Optional<PolicySettings.Reminding> reminding,
    Optional<Map<String, RuleOverride>> rules) {}
