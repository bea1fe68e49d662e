package org.attendancemonitor.policy;

import java.util.List;

/**
 * Which support actions (S-codes) fit what.
 *
 * @param need code of a flag, of a reason or of a rule
 * @param actions what to suggest
 * @param not what then not to suggest, whatever else asks for it
 */
public record SupportSuggestion(String need, List<String> actions, List<String> not) {
  /** A text that states what a miss costs shifts blame and is never suggested. */
  static final String BLAMING = "S02";

  public SupportSuggestion {
    actions = List.copyOf(actions);
    not = List.copyOf(not);
    actions.forEach(action -> check("actions", action));
    for (String action : actions) {
      if (not.contains(action)) {
        throw new IllegalArgumentException(
            "not: expected none of the actions that are suggested, found " + action);
      }
    }
  }

  static void check(String component, String action) {
    if (!action.matches("S(0[1-9]|[12]\\d|30)") || action.equals(BLAMING)) {
      throw new IllegalArgumentException(
          component + ": expected S01 to S30 without " + BLAMING + ", found " + action);
    }
  }
}
