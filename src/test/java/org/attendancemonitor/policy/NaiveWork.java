package org.attendancemonitor.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.attendancemonitor.attendance.ActionFact;
import org.attendancemonitor.attendance.PersonRecord;
import org.attendancemonitor.attendance.SupportTask;

/** What people have made of the tasks until a moment, told action by action. */
final class NaiveWork {

  /**
   * A task that somebody has.
   *
   * @param task as it is kept
   * @param state {@code owner in-progress} or {@code owner on-hold}
   */
  record Taken(SupportTask task, String state) {}

  /**
   * A task that somebody has finished.
   *
   * @param task as it is kept
   * @param outcome how
   * @param at when
   */
  record Done(SupportTask task, String outcome, Instant at) {}

  final List<Taken> taken = new ArrayList<>();
  final List<Done> done = new ArrayList<>();

  /** Neither taken nor finished: open or closed by itself. */
  final List<SupportTask> free = new ArrayList<>();

  private final PersonRecord record;
  private final Instant now;

  NaiveWork(PersonRecord record, Instant now) {
    this.record = record;
    this.now = now;
    record.tasks().forEach(this::tell);
    done.sort(Comparator.comparing(Done::at));
    taken.sort(
        Comparator.comparing((Taken it) -> it.task().opened()).thenComparing(it -> it.task().id()));
  }

  private void tell(SupportTask task) {
    String owner = null;
    Instant held = null;
    for (ActionFact action : actions(task)) {
      switch (action.verb()) {
        case COMPLETE -> {
          done.add(new Done(task, action.outcome(), action.at()));
          return;
        }
        case CLAIM -> {
          owner = action.actor().name();
          held = null;
        }
        case HOLD -> {
          owner = action.actor().name();
          held = action.until();
        }
        case RELEASE -> owner = null;
        default -> {}
      }
    }
    if (owner == null) {
      free.add(task);
    } else {
      boolean rests = held != null && held.isAfter(now);
      taken.add(new Taken(task, owner + (rests ? " on-hold" : " in-progress")));
    }
  }

  private List<ActionFact> actions(SupportTask task) {
    List<ActionFact> found = new ArrayList<>();
    for (ActionFact action : record.actions()) {
      if (action.task().equals(task.id()) && !action.at().isAfter(now)) {
        found.add(action);
      }
    }
    return found;
  }

  /** When a step was first ticked on a task of a kind that nobody has finished, from a moment. */
  Instant ticked(String referral, String kind, String step, Instant since) {
    Instant first = null;
    for (Instant at : tickedAll(referral, kind, step)) {
      first = !at.isBefore(since) && (first == null || at.isBefore(first)) ? at : first;
    }
    return first;
  }

  /** Whenever a step was ticked on a task of a kind that nobody has finished. */
  List<Instant> tickedAll(String referral, String kind, String step) {
    List<SupportTask> unfinished = new ArrayList<>(free);
    taken.forEach(it -> unfinished.add(it.task()));
    List<Instant> found = new ArrayList<>();
    for (SupportTask task : unfinished) {
      if (task.referral().equals(referral) && task.kind().code().equals(kind)) {
        for (ActionFact action : actions(task)) {
          if (step.equals(action.step())) {
            found.add(action.at());
          }
        }
      }
    }
    return found;
  }

  /** What has been finished of some kinds and lists an appointment. */
  List<Done> listing(String appointment, String... kinds) {
    List<Done> found = new ArrayList<>();
    for (Done it : done) {
      if (List.of(kinds).contains(it.task().kind().code())
          && it.task().appointments().contains(appointment)) {
        found.add(it);
      }
    }
    return found;
  }

  /** What has been finished of some kinds on a referral, in order of time. */
  List<Done> on(String referral, String... kinds) {
    List<Done> found = new ArrayList<>();
    for (Done it : done) {
      if (List.of(kinds).contains(it.task().kind().code())
          && it.task().referral().equals(referral)) {
        found.add(it);
      }
    }
    return found;
  }
}
