package org.attendancemonitor.api;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.attendancemonitor.attendance.ActionFact;
import org.attendancemonitor.attendance.FactKind;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.record.CurrentFacts;
import org.attendancemonitor.record.Tasks;
import org.attendancemonitor.task.TaskChange;

/**
 * Who changed a task, derived from what is kept: each thing somebody did, and each version that
 * nobody's doing explains, which is the rules'.
 */
final class TaskChanges {
  private static final String ACTION = "a-";
  private static final String VERSION = "v-";

  /** What several do in one transaction makes one version, as of the last of them. */
  private static final Duration ONE_TRANSACTION = Duration.ofSeconds(1);

  private final Tasks tasks;
  private final CurrentFacts facts;

  TaskChanges(Tasks tasks, CurrentFacts facts) {
    this.tasks = tasks;
    this.facts = facts;
  }

  /** The changes of a task, the newest first; none where it is unknown. */
  List<TaskChange> of(String task) {
    List<SupportTask> versions =
        tasks.versions(task).stream()
            .sorted(Comparator.comparingLong(SupportTask::version))
            .toList();
    if (versions.isEmpty()) {
      return List.of();
    }
    Set<Long> row = Set.of(versions.get(0).patient());
    List<CurrentFacts.Kept> attempts = ours(facts.of(FactKind.CONTACT, row));
    List<TaskChange> changes = new ArrayList<>();
    Set<Long> explained = new HashSet<>();
    for (CurrentFacts.Kept kept : facts.of(FactKind.ACTION, row)) {
      ActionFact action = (ActionFact) kept.fact().fact();
      if (action.task().equals(task)) {
        SupportTask after = after(action.at(), versions);
        if (!after.modified().isBefore(action.at())) {
          explained.add(after.version());
        }
        changes.add(new TaskChange(ACTION + kept.id(), after, action, with(action, attempts)));
      }
    }
    for (SupportTask version : versions) {
      if (!explained.contains(version.version())) {
        String id = VERSION + version.id() + "-" + version.version();
        changes.add(new TaskChange(id, version, null, List.of()));
      }
    }
    changes.sort(Comparator.comparing(TaskChange::at).reversed());
    return changes;
  }

  /** The change with an id of {@link TaskChange#id}. */
  Optional<TaskChange> read(String id) {
    return taskOf(id).stream()
        .flatMap(task -> of(task).stream())
        .filter(change -> change.id().equals(id))
        .findFirst();
  }

  /** What was done together with an attempt to reach somebody. */
  List<TaskChange> ofCommunication(String id) {
    Optional<CurrentFacts.Kept> attempt = facts.read(FactKind.CONTACT, id);
    if (attempt.isEmpty()) {
      return List.of();
    }
    return facts.of(FactKind.ACTION, Set.of(attempt.get().fact().patient())).stream()
        .map(kept -> ((ActionFact) kept.fact().fact()).task())
        .distinct()
        .flatMap(task -> of(task).stream())
        .filter(change -> change.communications().contains(id))
        .toList();
  }

  private Optional<String> taskOf(String id) {
    if (id.startsWith(ACTION)) {
      return facts
          .read(FactKind.ACTION, id.substring(ACTION.length()))
          .map(kept -> ((ActionFact) kept.fact().fact()).task());
    }
    int dash = id.lastIndexOf('-');
    return id.startsWith(VERSION) && dash > VERSION.length()
        ? Optional.of(id.substring(VERSION.length(), dash))
        : Optional.empty();
  }

  /** The version it led to, or the one it left as it was. */
  private static SupportTask after(Instant at, List<SupportTask> versions) {
    SupportTask before = versions.get(0);
    for (SupportTask version : versions) {
      if (!version.modified().isBefore(at)) {
        return version.modified().isBefore(at.plus(ONE_TRANSACTION)) ? version : before;
      }
      before = version;
    }
    return before;
  }

  private static List<CurrentFacts.Kept> ours(List<CurrentFacts.Kept> attempts) {
    return attempts.stream().filter(kept -> kept.fact().source().equals(Key.OURS)).toList();
  }

  /** An attempt is kept as of the very moment of the action it was recorded with. */
  private static List<String> with(ActionFact action, List<CurrentFacts.Kept> attempts) {
    return action.verb() != ActionFact.Verb.CONTACT
        ? List.of()
        : attempts.stream()
            .filter(kept -> kept.fact().effective().equals(action.at()))
            .map(CurrentFacts.Kept::id)
            .toList();
  }
}
