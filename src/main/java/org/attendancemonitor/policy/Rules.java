package org.attendancemonitor.policy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Which rules there are and which steps each has: what {@code policy.yaml} may set. */
final class Rules {
  /** Every rule that opens tasks. */
  static final List<RuleCard> CARDS =
      List.of(
          AskNeeds.CARD,
          PrepareAppointment.CARD,
          Remind.CARD,
          FirstMiss.CARD,
          FirstMissAtHigherRisk.CARD,
          SecondAttempt.CARD,
          RepeatMiss.CARD,
          WasNotBrought.CARD,
          NeedUnmet.CARD,
          NotReached.CARD,
          DischargeLetter.CARD,
          EndedWithoutReview.CARD,
          CancelledByPatient.CARD,
          CancelledByProvider.CARD,
          WaitingWell.CARD,
          OutcomeMissing.CARD);

  /** Step codes by rule id. */
  static final Map<String, Set<String>> STEPS = steps();

  /** R-codes of attendance-policy section 7. */
  static final Set<String> REASONS =
      Stream.concat(IntStream.rangeClosed(1, 24).mapToObj(n -> code("R", n)), Stream.of("R99"))
          .collect(Collectors.toUnmodifiableSet());

  /** S-codes of attendance-policy section 8 that may be suggested. */
  static final Set<String> ACTIONS =
      IntStream.rangeClosed(1, 30)
          .mapToObj(n -> code("S", n))
          .filter(action -> !action.equals(SupportSuggestion.BLAMING))
          .collect(Collectors.toUnmodifiableSet());

  private Rules() {}

  private static String code(String letter, int number) {
    return letter + (number < 10 ? "0" : "") + number;
  }

  private static Map<String, Set<String>> steps() {
    Map<String, Set<String>> steps = new TreeMap<>();
    CARDS.forEach(card -> steps.put(card.id(), card.steps()));
    steps.put(Escalation.ID, Escalation.STEPS);
    return steps;
  }

  static void check(String id, Set<String> steps, boolean all) {
    Set<String> known = STEPS.get(id);
    if (known == null) {
      throw new IllegalArgumentException("rules: expected " + STEPS.keySet() + ", found " + id);
    }
    if (all ? !known.equals(steps) : !known.containsAll(steps)) {
      throw new IllegalArgumentException(
          "rules."
              + id
              + ".steps: expected "
              + new TreeSet<>(known)
              + " for "
              + id
              + ", found "
              + new TreeSet<>(steps));
    }
  }
}
