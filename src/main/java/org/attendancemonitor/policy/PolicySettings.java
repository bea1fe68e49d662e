package org.attendancemonitor.policy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What {@code policy.yaml} says. Every deadline is a judgement that the service signs off.
 *
 * @param workingHours of every service that states none of its own
 * @param countLateNotSeenAsDna NHS code 7 (arrived late, could not be seen) is answered as a miss
 * @param wasNotBroughtUnder age in years at the appointment below which a miss is "was not brought"
 * @param paediatricUnder the same in a service that sees children
 * @param wasNotBroughtFlags flags that make any adult's miss one to be looked at as "was not
 *     brought"
 * @param wasNotBroughtOutlivesReferral the safeguarding check stays due when the referral is ended
 * @param repeat when a miss is a repeat that calls for a support plan
 * @param unreached when attempts to reach somebody call for a review
 * @param unrecordedAfterDays days after which a missing outcome counts as unknown
 * @param rules terms by rule id
 * @param supports which support actions fit what
 * @param services what single services do differently, by service key
 */
public record PolicySettings(
    WorkingHours workingHours,
    boolean countLateNotSeenAsDna,
    int wasNotBroughtUnder,
    int paediatricUnder,
    Set<String> wasNotBroughtFlags,
    boolean wasNotBroughtOutlivesReferral,
    Repeat repeat,
    Unreached unreached,
    int unrecordedAfterDays,
    Map<String, RuleTerms> rules,
    List<SupportSuggestion> supports,
    Map<String, ServiceOverride> services) {

  /**
   * When a miss is a repeat (T7), counted backwards from it.
   *
   * @param misses how many within {@code months}, itself included
   * @param months window in months, in this service
   * @param closeMonths one other miss within so many months is enough
   * @param closeInAnyService that other miss may be in any service, not only in this one
   */
  public record Repeat(int misses, int months, int closeMonths, boolean closeInAnyService) {
    public Repeat {
      between("misses", misses, 2, 20);
      between("months", months, 1, 60);
      between("closeMonths", closeMonths, 0, 60);
    }
  }

  /**
   * When attempts to reach somebody call for a review (T10).
   *
   * @param attempts how many since the last miss, none of them successful
   * @param channels on how many channels
   * @param workingDays from the first to the last of them
   */
  public record Unreached(int attempts, int channels, int workingDays) {
    public Unreached {
      between("attempts", attempts, 1, 20);
      between("channels", channels, 1, 7);
      between("workingDays", workingDays, 0, 250);
    }
  }

  public PolicySettings {
    between("wasNotBroughtUnder", wasNotBroughtUnder, 1, 25);
    between("paediatricUnder", paediatricUnder, wasNotBroughtUnder, 25);
    between("unrecordedAfterDays", unrecordedAfterDays, 0, 60);
    wasNotBroughtFlags = Set.copyOf(wasNotBroughtFlags);
    rules = Map.copyOf(rules);
    supports = List.copyOf(supports);
    services = Map.copyOf(services);
    if (!rules.keySet().equals(Rules.STEPS.keySet())) {
      throw new IllegalArgumentException(
          "rules: expected " + Rules.STEPS.keySet() + ", found " + new TreeSet<>(rules.keySet()));
    }
    rules.forEach((id, terms) -> Rules.check(id, terms.steps().keySet(), true));
    services.forEach(
        (service, override) ->
            override
                .rules()
                .ifPresent(
                    changed ->
                        changed.forEach(
                            (id, rule) ->
                                rule.steps()
                                    .ifPresent(steps -> Rules.check(id, steps.keySet(), false)))));
  }

  /** The terms of a rule in a service. */
  RuleTerms terms(String rule, String service) {
    RuleTerms terms = rules.get(rule);
    ServiceOverride override = services.get(service);
    RuleOverride changed =
        override == null ? null : override.rules().map(all -> all.get(rule)).orElse(null);
    return changed == null ? terms : changed.over(terms);
  }

  private static void between(String component, int value, int low, int high) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          component + ": expected " + low + " to " + high + ", found " + value);
    }
  }
}
