package org.attendancemonitor.worklist;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.attendancemonitor.access.Reach;
import org.attendancemonitor.access.SignedIn;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.attendance.Step;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.intake.PersonView;
import org.attendancemonitor.task.TaskMapping;

/**
 * Everything the page of one task shows.
 *
 * @param id of the task
 * @param person id of the person's page
 * @param rows the patient rows that are this person as looked at
 * @param version that is looked at
 * @param row as in the list
 * @param asks what is to be done, in one sentence
 * @param cautions what binds every contact
 * @param steps to do and done
 * @param needs why support may be needed, in sentences
 * @param supports what could help
 * @param timeline of the referral
 * @param elsewhere the person's other open tasks
 * @param open it can still be worked on
 * @param mine who looks has taken it on
 * @param ticks steps that people tick, code and words
 * @param attempts to reach the patient
 * @param decision where the work on it lies: {@code review}, {@code check}, or null for this page
 */
record TaskView(
    String id,
    String person,
    String rows,
    long version,
    ListRow row,
    String asks,
    List<String> cautions,
    List<StepRow> steps,
    List<String> needs,
    List<String> supports,
    List<TimelineEntry> timeline,
    List<Elsewhere> elsewhere,
    boolean open,
    boolean mine,
    List<Choice> ticks,
    Attempted attempts,
    String decision) {

  /**
   * One step.
   *
   * @param text what is to be done
   * @param done on which day, or null
   * @param due by which day, or null
   * @param overdue past it
   */
  record StepRow(String text, String done, String due, boolean overdue) {}

  /**
   * Another open task of the person.
   *
   * @param id of it
   * @param what its kind and service
   * @param own of one's own team; the others ask why one looks
   */
  record Elsewhere(String id, String what, boolean own) {}

  static TaskView of(SupportTask task, PersonView.Seen seen, SignedIn who, Sight sight) {
    Instant now = seen.now();
    Map<String, String> supports = sight.policy().supportWords();
    return new TaskView(
        task.id(),
        FoundPerson.id(seen),
        ClaimForm.rows(seen),
        task.version(),
        ListRow.of(task, seen, sight),
        TaskMapping.description(task.kind()),
        sight.cautions(task, seen),
        task.steps().stream().map(step -> step(step, task, now)).toList(),
        sight
            .policy()
            .bookingAdvice(seen.record(), seen.assessed(), task.service(), now)
            .needs()
            .stream()
            .map(Reason::text)
            .toList(),
        task.supports().stream().map(code -> supports.getOrDefault(code, code)).toList(),
        Timeline.of(seen.record(), task, sight.policy(), now),
        elsewhere(task, seen, sight.reach(who), sight),
        task.status().open(),
        who.name().equals(task.owner()),
        sight.policy().stepsToTick(task).stream()
            .map(code -> new Choice(code, Words.step(code)))
            .toList(),
        Attempted.of(task, seen, sight.policy()),
        decision(task));
  }

  /** The page on which a hard decision about a task is taken, last part of its address; or null. */
  static String decision(SupportTask task) {
    return switch (task.kind()) {
      case DISCHARGE_REVIEW -> "review";
      case WAS_NOT_BROUGHT -> "check";
      default -> null;
    };
  }

  private static StepRow step(Step step, SupportTask task, Instant now) {
    boolean late =
        task.status().open()
            && step.done() == null
            && step.due() != null
            && step.due().isBefore(now);
    return new StepRow(
        Words.step(step.code()),
        step.done() == null ? null : Dates.of(step.done()),
        step.due() == null ? null : Dates.of(step.due()),
        late);
  }

  private static List<Elsewhere> elsewhere(
      SupportTask task, PersonView.Seen seen, Reach reach, Sight sight) {
    return seen.record().tasks().stream()
        .filter(other -> other.status().open() && !other.id().equals(task.id()))
        .map(
            other ->
                new Elsewhere(
                    other.id(),
                    Words.kind(other.kind()) + ", " + sight.pages().service(other.service()),
                    reach.covers(other.service())))
        .toList();
  }
}
