package org.attendancemonitor.worklist;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.attendancemonitor.attendance.ActionFact.Verb;
import org.attendancemonitor.attendance.Actor;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.policy.Act;
import org.attendancemonitor.policy.EvidenceItem;

/** Records what a reviewer states before anybody may think of ending care. */
final class EvidenceForm implements ActForm {
  private static final Map<String, String> WORDS =
      Map.of(
          "yes", "Yes",
          "no", "No",
          "unknown", "Not known",
          "not-needed", "Not needed",
          "agree", "Agrees",
          "disagree", "Does not agree");

  private final List<EvidenceItem> items;

  EvidenceForm(List<EvidenceItem> items) {
    this.items = List.copyOf(items);
  }

  /**
   * One question of the page.
   *
   * @param name of the field
   * @param text what is asked
   * @param choices to choose from; empty where something is typed
   * @param date a date is asked for
   */
  record Question(String name, String text, List<Choice> choices, boolean date) {}

  @Override
  public String path() {
    return "evidence";
  }

  @Override
  public String template() {
    return "pages/evidence";
  }

  @Override
  public Map<String, Object> offers(SupportTask task) {
    return Map.of("questions", items.stream().map(EvidenceForm::question).toList());
  }

  private static Question question(EvidenceItem item) {
    return new Question(
        item.name(),
        item.question(),
        item.words().stream()
            .map(word -> new Choice(word, WORDS.getOrDefault(word, word)))
            .toList(),
        item.date());
  }

  @Override
  public Act read(FormValues typed, SupportTask task, Actor actor, Instant now, FormFaults faults) {
    Map<String, String> said = new TreeMap<>();
    for (EvidenceItem item : items) {
      if (item.date()) {
        boolean none =
            (typed.one(item.name() + "-day")
                    + typed.one(item.name() + "-month")
                    + typed.one(item.name() + "-year"))
                .isEmpty();
        LocalDate day = none ? null : ActForm.date(typed, item.name(), faults, "");
        if (day != null) {
          said.put(item.name(), day.toString());
        }
      } else if (!typed.one(item.name()).isEmpty()) {
        said.put(item.name(), typed.one(item.name()));
      }
    }
    if (said.isEmpty() && faults.isEmpty()) {
      faults.add(items.get(0).name(), "Answer at least one question");
    }
    return new Act(
        task.id(),
        ActForm.version(typed),
        Verb.RECORD,
        actor,
        null,
        null,
        null,
        said,
        ActForm.note(typed, faults),
        null);
  }

  @Override
  public String done(SupportTask task) {
    return "The evidence is recorded";
  }
}
