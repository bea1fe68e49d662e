package org.attendancemonitor.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.attendancemonitor.attendance.Flag;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.risk.Raised;

/** Which support actions to suggest for what is known. A person chooses; nothing is sent. */
record Supports(List<SupportSuggestion> suggestions) {

  /**
   * What to suggest, in order of code; what only a suggestion adds comes last, so that it never
   * moves anything else.
   */
  List<String> of(String rule, List<Raised> flags) {
    List<String> all = new ArrayList<>(actions(needs(rule, flags, false)));
    for (String action : actions(needs(rule, flags, true))) {
      if (!all.contains(action)) {
        all.add(action);
      }
    }
    return all;
  }

  private static Set<String> needs(String rule, List<Raised> flags, boolean withSuggestions) {
    Set<String> needs = new HashSet<>();
    needs.add(rule);
    for (Raised flag : flags) {
      if (withSuggestions || !flag.level().equals(Flag.SUGGESTION)) {
        needs.add(flag.code());
        flag.reasons().stream().map(Reason::code).forEach(needs::add);
      }
    }
    return needs;
  }

  private Set<String> actions(Set<String> needs) {
    Set<String> actions = new TreeSet<>();
    List<SupportSuggestion> fitting =
        suggestions.stream().filter(suggestion -> needs.contains(suggestion.need())).toList();
    fitting.forEach(suggestion -> actions.addAll(suggestion.actions()));
    fitting.forEach(suggestion -> suggestion.not().forEach(actions::remove));
    return actions;
  }
}
