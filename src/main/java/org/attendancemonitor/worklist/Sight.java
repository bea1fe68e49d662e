package org.attendancemonitor.worklist;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.attendancemonitor.access.Reach;
import org.attendancemonitor.access.SignedIn;
import org.attendancemonitor.access.Teams;
import org.attendancemonitor.attendance.Flag;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.intake.PersonView;
import org.attendancemonitor.policy.Policy;
import org.attendancemonitor.record.DeadLetters;
import org.attendancemonitor.record.People;
import org.attendancemonitor.record.Tasks;
import org.attendancemonitor.risk.Raised;

/**
 * What someone may look at, as it is now.
 *
 * @param tasks as they stand
 * @param people who is the same person
 * @param view one person
 * @param policy what is due, and the words of it
 * @param teams who works for which services
 * @param pages what the site states
 * @param letters what was sent about people and could not be read
 */
record Sight(
    Tasks tasks,
    People people,
    PersonView view,
    Policy policy,
    Teams teams,
    Pages pages,
    DeadLetters letters) {
  /** Flags about the past, or about where a person lives: nobody can arrange anything for them. */
  private static final Set<String> NOT_NEEDS =
      Set.of("core20", "repeat-non-attendance", "earlier-discharge-after-miss");

  /** A task within someone's reach. */
  Optional<SupportTask> task(String id, SignedIn who) {
    return tasks.read(id).filter(task -> reach(who).covers(task.service()));
  }

  Reach reach(SignedIn who) {
    return teams.reach(who);
  }

  /** The person a patient row belongs to now. */
  PersonView.Seen person(long row) {
    return view.of(people.rowsOf(row).orElse(Set.of(row))).orElseThrow();
  }

  /** Tasks as rows of a list, their people read together. */
  List<ListRow> rows(List<SupportTask> shown) {
    Map<Long, PersonView.Seen> patients =
        view.each(shown.stream().map(SupportTask::patient).toList());
    return shown.stream()
        .map(task -> ListRow.of(task, patients.get(task.patient()), this))
        .toList();
  }

  /** What binds every contact about a task, and that messages are missing in what is known. */
  List<String> cautions(SupportTask task, PersonView.Seen seen) {
    return Stream.concat(task.cautions().stream().map(Reason::text), unread(seen).stream())
        .toList();
  }

  /** For each message about a person that could not be read, that the history is incomplete. */
  List<String> unread(PersonView.Seen seen) {
    return letters.about(seen.record().person().rows()).stream().map(Words::unread).toList();
  }

  /** In short, what a person needs in order to attend. */
  List<String> needs(PersonView.Seen seen) {
    return seen.assessed().flags().stream()
        .filter(flag -> !NOT_NEEDS.contains(flag.code()))
        .filter(flag -> Flag.lifts(flag.level()))
        .sorted(Comparator.comparing(Raised::code))
        .map(flag -> Words.plain(flag.code()))
        .toList();
  }

  /** The services within reach, in order of their names. */
  List<Choice> services(Reach reach) {
    return pages.services().entrySet().stream()
        .filter(service -> reach.covers(service.getKey()))
        .map(service -> new Choice(service.getKey(), service.getValue()))
        .sorted(Comparator.comparing(Choice::text))
        .toList();
  }
}
