package org.attendancemonitor.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What {@code policy.yaml} says. Every deadline is a judgement that the service signs off. A file
 * that contradicts itself, or would take the gate away, is refused.
 *
 * @param workingHours of every service that states none of its own
 * @param quietHours hours in which nobody is called
 * @param countLateNotSeenAsDna NHS code 7 (arrived late, could not be seen) is answered as a miss
 * @param wasNotBroughtUnder age in years at the appointment below which a miss is "was not brought"
 * @param paediatricUnder the same in a service that sees children
 * @param wasNotBroughtFlags flags that make any adult's miss one to be looked at as "was not
 *     brought"
 * @param wasNotBroughtOutlivesReferral the safeguarding check stays due when the referral is ended
 * @param disguised when repeated cancelling for a child is looked at as "was not brought"
 * @param repeat when a miss is a repeat that calls for a support plan
 * @param unreached when attempts to reach somebody call for a review
 * @param cancelling when a patient's cancellations call for a new offer
 * @param waitingWell when somebody who waits is contacted
 * @param reminding when somebody is called before an appointment
 * @param interpreterDays working days before an appointment by which an interpreter is booked
 * @param unrecordedAfterDays days after which a missing outcome counts as unknown and is asked for
 * @param holdAtMostDays days for which a task may be put on hold
 * @param reopenMonths months in which a discharged patient may come back without a new referral
 * @param askAgainMonths months after which support needs are asked for again
 * @param safeContactFlag flag of {@code risk.yaml} whose reasons bind every contact
 * @param interpreterFlag flag of {@code risk.yaml} that asks for an interpreter
 * @param gate what the gate before a discharge asks for
 * @param order what orders a waiting list
 * @param rules terms by rule id
 * @param actions words of the support actions by S-code
 * @param supports which support actions fit what
 * @param reasons why appointments are missed, by R-code
 * @param services what single services do differently, by service key
 */
public record PolicySettings(
    WorkingHours workingHours,
    QuietHours quietHours,
    boolean countLateNotSeenAsDna,
    int wasNotBroughtUnder,
    int paediatricUnder,
    Set<String> wasNotBroughtFlags,
    boolean wasNotBroughtOutlivesReferral,
    Disguised disguised,
    Repeat repeat,
    Unreached unreached,
    Cancelling cancelling,
    WaitingWell waitingWell,
    Reminding reminding,
    int interpreterDays,
    int unrecordedAfterDays,
    int holdAtMostDays,
    int reopenMonths,
    int askAgainMonths,
    String safeContactFlag,
    String interpreterFlag,
    GateSettings gate,
    OrderSettings order,
    Map<String, RuleTerms> rules,
    Map<String, String> actions,
    List<SupportSuggestion> supports,
    Map<String, MissReason> reasons,
    Map<String, ServiceOverride> services) {

  /**
   * When repeated cancelling on behalf of somebody who depends on others is a signal.
   *
   * @param cancellations how many within {@code months} on one referral, nothing attended since
   * @param months window in months
   */
  public record Disguised(int cancellations, int months) {
    public Disguised {
      between("cancellations", cancellations, 2, 10);
      between("months", months, 1, 24);
    }
  }

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
   * When attempts to reach somebody call for a review (T10). Never fewer than three on two
   * channels.
   *
   * @param attempts how many since the last miss, none of them successful
   * @param channels on how many channels
   * @param workingDays from the first to the last of them
   */
  public record Unreached(int attempts, int channels, int workingDays) {
    public Unreached {
      between("attempts", attempts, 3, 20);
      between("channels", channels, 2, 7);
      between("workingDays", workingDays, 5, 250);
    }
  }

  /**
   * When a patient's cancellations call for an offer with support (T14).
   *
   * @param count how many within {@code months} on one referral
   * @param months window in months
   * @param shortNoticeHours one at shorter notice is enough
   */
  public record Cancelling(int count, int months, int shortNoticeHours) {
    public Cancelling {
      between("count", count, 1, 10);
      between("months", months, 1, 60);
      between("shortNoticeHours", shortNoticeHours, 0, 168);
    }
  }

  /**
   * When somebody who waits is contacted (T16), and again after every such span.
   *
   * @param flaggedWeeks for people with a flag
   * @param everyoneWeeks for everybody
   */
  public record WaitingWell(int flaggedWeeks, int everyoneWeeks) {
    public WaitingWell {
      between("flaggedWeeks", flaggedWeeks, 1, 52);
      between("everyoneWeeks", everyoneWeeks, flaggedWeeks, 52);
    }
  }

  /**
   * When a person calls before an appointment (T3).
   *
   * @param fromDays days before the appointment from which on
   * @param untilDays days before the appointment by which
   */
  public record Reminding(int fromDays, int untilDays) {
    public Reminding {
      between("untilDays", untilDays, 0, 30);
      between("fromDays", fromDays, untilDays + 1, 60);
    }
  }

  public PolicySettings {
    between("wasNotBroughtUnder", wasNotBroughtUnder, 1, 25);
    between("paediatricUnder", paediatricUnder, wasNotBroughtUnder, 25);
    between("unrecordedAfterDays", unrecordedAfterDays, 0, 60);
    between("interpreterDays", interpreterDays, 0, 30);
    between("holdAtMostDays", holdAtMostDays, 1, 90);
    between("reopenMonths", reopenMonths, 1, 24);
    between("askAgainMonths", askAgainMonths, 1, 60);
    wasNotBroughtFlags = Set.copyOf(wasNotBroughtFlags);
    rules = Map.copyOf(rules);
    actions = Map.copyOf(actions);
    supports = List.copyOf(supports);
    reasons = Map.copyOf(reasons);
    services = Map.copyOf(services);
    if (quietHours.cover(workingHours.dayEnds())) {
      throw new IllegalArgumentException(
          "quietHours: expected hours in which no working day ends, found "
              + workingHours.dayEnds());
    }
    if (!rules.keySet().equals(Rules.STEPS.keySet())) {
      throw new IllegalArgumentException(
          "rules: expected " + Rules.STEPS.keySet() + ", found " + new TreeSet<>(rules.keySet()));
    }
    new TreeMap<>(rules).forEach((id, terms) -> Rules.check(id, terms.steps().keySet(), true));
    Agreement.check("rules", rules::get);
    if (!reasons.keySet().equals(Rules.REASONS)) {
      throw new IllegalArgumentException(
          "reasons: expected "
              + new TreeSet<>(Rules.REASONS)
              + ", found "
              + new TreeSet<>(reasons.keySet()));
    }
    if (!actions.keySet().equals(Rules.ACTIONS)) {
      throw new IllegalArgumentException(
          "actions: expected "
              + new TreeSet<>(Rules.ACTIONS)
              + ", found "
              + new TreeSet<>(actions.keySet()));
    }
    Map<String, RuleTerms> usual = rules;
    new TreeMap<>(services)
        .forEach(
            (service, override) -> {
              Map<String, RuleOverride> changed = override.rules().orElse(Map.of());
              new TreeMap<>(changed)
                  .forEach(
                      (id, rule) ->
                          rule.steps()
                              .ifPresentOrElse(
                                  steps -> Rules.check(id, steps.keySet(), false),
                                  () -> Rules.check(id, Set.of(), false)));
              Agreement.check(
                  "services." + service + ".rules",
                  id ->
                      changed.containsKey(id)
                          ? changed.get(id).over(usual.get(id))
                          : usual.get(id));
            });
  }

  /** The terms of a rule in a service. */
  RuleTerms terms(String rule, String service) {
    RuleTerms terms = rules.get(rule);
    ServiceOverride override = services.get(service);
    RuleOverride changed =
        override == null ? null : override.rules().map(all -> all.get(rule)).orElse(null);
    return changed == null ? terms : changed.over(terms);
  }

  Repeat repeatIn(String service) {
    return in(service, ServiceOverride::repeat).orElse(repeat);
  }

  Unreached unreachedIn(String service) {
    return in(service, ServiceOverride::unreached).orElse(unreached);
  }

  Cancelling cancellingIn(String service) {
    return in(service, ServiceOverride::cancelling).orElse(cancelling);
  }

  WaitingWell waitingWellIn(String service) {
    return in(service, ServiceOverride::waitingWell).orElse(waitingWell);
  }

  Reminding remindingIn(String service) {
    return in(service, ServiceOverride::reminding).orElse(reminding);
  }

  Optional<Integer> wasNotBroughtUnderIn(String service) {
    return in(service, ServiceOverride::wasNotBroughtUnder);
  }

  private <T> Optional<T> in(String service, Function<ServiceOverride, Optional<T>> part) {
    ServiceOverride override = services.get(service);
    return override == null ? Optional.empty() : part.apply(override);
  }

  static void between(String component, int value, int low, int high) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          component + ": expected " + low + " to " + high + ", found " + value);
    }
  }
}
