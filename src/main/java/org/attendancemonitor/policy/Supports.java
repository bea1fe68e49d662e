package org.attendancemonitor.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.attendancemonitor.attendance.Contact;
import org.attendancemonitor.attendance.Flag;
import org.attendancemonitor.attendance.Offered;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.risk.Raised;

/** Which support actions to suggest for what is known. A person chooses; nothing is sent. */
record Supports(PolicySettings settings) {
  /** Results of an offer that was taken up. */
  private static final Set<String> TAKEN_UP = Set.of("accepted", "tried");

  /**
   * What to suggest, in order of code; what only a suggestion adds comes last, so that it never
   * moves anything else.
   *
   * @param rule id of the rule that asks, or null
   * @param flags what is known of the person
   * @param barriers R-codes of what stood in the way before
   */
  List<String> of(String rule, List<Raised> flags, Collection<String> barriers) {
    List<String> all = new ArrayList<>(actions(needs(rule, flags, false), barriers));
    for (String action : actions(needs(rule, flags, true), barriers)) {
      if (!all.contains(action)) {
        all.add(action);
      }
    }
    return all;
  }

  /**
   * The same without what was tried before; all of it where nothing else is left, because something
   * must be done.
   */
  List<String> different(List<String> suggested, Set<String> tried) {
    List<String> others = suggested.stream().filter(action -> !tried.contains(action)).toList();
    return others.isEmpty() ? suggested : others;
  }

  /** What was offered and taken up in some contacts. */
  static Set<String> tried(List<Contact> contacts) {
    Set<String> tried = new TreeSet<>();
    contacts.stream()
        .flatMap(contact -> contact.supports().stream())
        .filter(offered -> TAKEN_UP.contains(offered.result()))
        .map(Offered::support)
        .forEach(tried::add);
    return tried;
  }

  /** An action with its words. */
  Reason named(String action) {
    return new Reason(action, settings.actions().getOrDefault(action, action) + ".");
  }

  private static Set<String> needs(String rule, List<Raised> flags, boolean withSuggestions) {
    Set<String> needs = new HashSet<>();
    if (rule != null) {
      needs.add(rule);
    }
    for (Raised flag : flags) {
      if (withSuggestions || !flag.level().equals(Flag.SUGGESTION)) {
        needs.add(flag.code());
        flag.reasons().stream().map(Reason::code).forEach(needs::add);
      }
    }
    return needs;
  }

  private Set<String> actions(Set<String> needs, Collection<String> barriers) {
    Set<String> actions = new TreeSet<>();
    List<SupportSuggestion> fitting =
        settings.supports().stream()
            .filter(suggestion -> needs.contains(suggestion.need()))
            .toList();
    fitting.forEach(suggestion -> actions.addAll(suggestion.actions()));
    for (String barrier : barriers) {
      MissReason reason = settings.reasons().get(barrier);
      if (reason != null) {
        actions.addAll(reason.actions());
      }
    }
    fitting.forEach(suggestion -> suggestion.not().forEach(actions::remove));
    return actions;
  }
}
