package org.attendancemonitor.worklist;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.attendancemonitor.access.SignedIn;
import org.attendancemonitor.attendance.ActionFact;
import org.attendancemonitor.attendance.ActionFact.Verb;
import org.attendancemonitor.attendance.Step;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.intake.PersonView;
import org.attendancemonitor.policy.Policy;

/**
 * A look at safety after somebody was not brought.
 *
 * @param child the patient is under 18; else an adult who depends on others
 * @param open it can still be worked on
 * @param ended how it was ended, by whom and when; null while it is open
 * @param steps in the order in which they are done
 * @param attempts who was contacted since
 * @param keyWorkers who leads
 * @param leads the safeguarding lead
 * @param namedPerson whom the family can turn to, as a plan names them; or null
 * @param before what stands between now and finishing; empty where only the statement is left
 * @param sources what the steps rest on
 */
record CheckView(
    boolean child,
    boolean open,
    String ended,
    List<Row> steps,
    Attempted attempts,
    List<String> keyWorkers,
    List<String> leads,
    String namedPerson,
    List<String> before,
    String sources) {
  private static final int OF_AGE = 18;
  private static final String NAMED_PERSON = "named-person";

  /** What a registered clinician states at the end; asked for there. */
  static final Map<String, String> STATEMENT = Map.of("safe", "yes", "need-met", "yes");

  private static final List<String> ORDER =
      List.of(
          "safeguarding-check",
          "contact",
          "contact-young-person",
          "safeguarding-advice",
          "tell-referrer",
          "referrer-acknowledged");

  /**
   * One step.
   *
   * @param code of the step
   * @param text what is to be done
   * @param who does it
   * @param due by which day, or null
   * @param done when and by whom, or null
   * @param overdue past its due
   * @param tick somebody says that it is done; else a recorded contact shows it
   */
  record Row(
      String code,
      String text,
      String who,
      String due,
      String done,
      boolean overdue,
      boolean tick) {}

  static CheckView of(
      SupportTask task, PersonView.Seen seen, SignedIn who, Policy policy, Owners owners) {
    List<String> ticks = policy.stepsToTick(task);
    return new CheckView(
        child(seen),
        task.status().open(),
        ReviewView.ended(task, seen),
        task.steps().stream()
            .sorted(Comparator.comparing(step -> ORDER.indexOf(step.code())))
            .map(step -> row(step, task, seen, ticks))
            .toList(),
        Attempted.of(task, seen, policy),
        owners.of(task.service(), "key-worker"),
        owners.of(task.service(), "safeguarding-lead"),
        namedPerson(seen),
        Ending.againstAll(Ending.of(task, seen, who, policy, STATEMENT)).stream()
            .map(CheckView::readable)
            .toList(),
        policy.source(task.rule()));
  }

  private static boolean child(PersonView.Seen seen) {
    var birth = seen.record().person().birthDate();
    return birth != null
        && birth.ageOn(Dates.day(seen.now())).filter(age -> age < OF_AGE).isPresent();
  }

  private static Row row(Step step, SupportTask task, PersonView.Seen seen, List<String> ticks) {
    return new Row(
        step.code(),
        Words.step(step.code()),
        Words.stepBy(step.code()),
        step.due() == null ? null : Dates.of(step.due()),
        step.done() == null ? null : Dates.of(step.done()) + by(step, task, seen),
        task.status().open()
            && step.done() == null
            && step.due() != null
            && step.due().isBefore(seen.now()),
        ticks.contains(step.code()));
  }

  private static String by(Step step, SupportTask task, PersonView.Seen seen) {
    return seen.record().actions().stream()
        .filter(action -> action.task().equals(task.id()) && action.verb() == Verb.STEP)
        .filter(action -> step.code().equals(action.step()))
        .map(action -> " by " + action.actor().name())
        .reduce("", (earlier, later) -> later);
  }

  private static String namedPerson(PersonView.Seen seen) {
    return seen.record().actions().stream()
        .map(ActionFact::said)
        .map(said -> said.get(NAMED_PERSON))
        .filter(Objects::nonNull)
        .reduce((earlier, later) -> later)
        .orElse(null);
  }

  /** The same with the words of the step in place of its code. */
  static String readable(String against) {
    String said = "Not done yet: ";
    return against.startsWith(said)
        ? said
            + Words.step(against.substring(said.length(), against.length() - 1).replace(' ', '-'))
        : against;
  }
}
