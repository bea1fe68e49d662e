package org.attendancemonitor.policy;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** What must hold between the terms of the rules, as shipped and as a service changes them. */
final class Agreement {
  /** The rules that keep a missed appointment from ending in a discharge. */
  private static final Set<String> ALWAYS_ON =
      Set.of(FirstMiss.ID, WasNotBrought.ID, NotReached.ID, EndedWithoutReview.ID);

  private Agreement() {}

  /** What must hold between the terms, as shipped and as a service changes them. */
  static void check(String where, Function<String, RuleTerms> terms) {
    for (String id : new TreeSet<>(ALWAYS_ON)) {
      if (!terms.apply(id).enabled()) {
        throw new IllegalArgumentException(
            where
                + "."
                + id
                + ".enabled: expected true: without it a missed appointment could end care unseen,"
                + " found false");
      }
    }
    inOrder(where, terms, FirstMissAtHigherRisk.ID, Steps.CONTACT, FirstMiss.ID, Steps.CONTACT);
    inOrder(where, terms, FirstMissAtHigherRisk.ID, Steps.RE_OFFER, FirstMiss.ID, Steps.RE_OFFER);
    inOrder(where, terms, FirstMiss.ID, Steps.CONTACT, FirstMiss.ID, Steps.RE_OFFER);
    inOrder(where, terms, FirstMiss.ID, Steps.CONTACT, SecondAttempt.ID, Steps.ATTEMPT_2);
    inOrder(where, terms, SecondAttempt.ID, Steps.ATTEMPT_2, SecondAttempt.ID, Steps.ATTEMPT_3);
    inOrder(where, terms, Escalation.ID, "team-lead", Escalation.ID, "service-manager");
    inOrder(where, terms, Escalation.ID, "service-manager", Escalation.ID, "ahp-lead");
  }

  private static void inOrder(
      String where,
      Function<String, RuleTerms> terms,
      String rule,
      String step,
      String laterRule,
      String laterStep) {
    int first = terms.apply(rule).steps().get(step);
    int second = terms.apply(laterRule).steps().get(laterStep);
    if (first > second) {
      throw new IllegalArgumentException(
          where
              + "."
              + rule
              + ".steps."
              + step
              + ": expected no later than "
              + laterStep
              + " of "
              + laterRule
              + " ("
              + second
              + "), found "
              + first);
    }
  }
}
