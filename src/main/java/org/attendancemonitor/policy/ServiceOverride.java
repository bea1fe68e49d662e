package org.attendancemonitor.policy;

import java.util.Map;
import java.util.Optional;

/**
 * What one service does differently.
 *
 * @param wasNotBroughtUnder age in years below which a miss there is "was not brought"
 * @param rules by rule id
 */
public record ServiceOverride(
    Optional<Integer> wasNotBroughtUnder, Optional<Map<String, RuleOverride>> rules) {}
