package org.attendancemonitor.policy;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.attendancemonitor.attendance.ActionFact;
import org.attendancemonitor.attendance.ActionFact.Verb;
import org.attendancemonitor.attendance.PersonRecord;
import org.attendancemonitor.attendance.PlacingFact;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.attendance.SupportTask;

/** What others did with a task since somebody looked at it, in words: who did what, and when. */
final class Meanwhile {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMMM yyyy 'at' HH:mm", Locale.UK);

  private Meanwhile() {}

  /** What stands against an act because of it, if anything. */
  static Optional<ActAnswer.Refused> conflict(SupportTask task, Act act, Pathway pathway) {
    if (!task.status().open()) {
      return conflict("task-closed", "The task is closed: " + ending(task, pathway) + ".");
    }
    if (act.expectedVersion() != null && act.expectedVersion() != task.version()) {
      return conflict(
          "version",
          "Version "
              + act.expectedVersion()
              + " was looked at; it is now version "
              + task.version()
              + lastAction(task, pathway).map(it -> ": " + it).orElse("")
              + ".");
    }
    String other = task.owner();
    boolean others = other != null && !other.equals(act.actor().name());
    return switch (act.verb()) {
      case CLAIM ->
          other == null
              ? Optional.empty()
              : conflict(
                  "claimed",
                  (others ? other + " has" : "You have")
                      + " claimed it already"
                      + claimedAt(task, pathway)
                      + ".");
      case RELEASE ->
          !others && other != null
              ? Optional.empty()
              : conflict(
                  "not-owner",
                  others
                      ? "It is with " + other + claimedAt(task, pathway) + "."
                      : "Nobody has claimed it.");
      case HOLD, STEP, COMPLETE ->
          others
              ? conflict("not-owner", "It is with " + other + claimedAt(task, pathway) + ".")
              : Optional.empty();
      case CONTACT, RECORD -> Optional.empty();
    };
  }

  /** What somebody said of a place on a waiting list since it was looked at. */
  static Optional<ActAnswer.Refused> placed(
      PersonRecord record, PlacingFact placing, Instant after) {
    return record.placings().stream()
        .filter(it -> it.referral().equals(placing.referral().text()))
        .reduce((earlier, later) -> later)
        .filter(last -> after != null && last.at().isAfter(after))
        .flatMap(
            last ->
                conflict(
                    "placed",
                    last.actor().name()
                        + " placed it as "
                        + last.urgency().name().toLowerCase(Locale.ROOT)
                        + " on "
                        + moment(last.at())
                        + ": "
                        + last.note()));
  }

  private static String claimedAt(SupportTask task, Pathway pathway) {
    return pathway
        .actions(task)
        .filter(action -> action.verb() == Verb.CLAIM || action.verb() == Verb.HOLD)
        .reduce((earlier, later) -> later)
        .map(action -> ", since " + moment(action.at()))
        .orElse("");
  }

  private static Optional<String> lastAction(SupportTask task, Pathway pathway) {
    return pathway.actions(task).reduce((earlier, later) -> later).map(Meanwhile::told);
  }

  private static String ending(SupportTask task, Pathway pathway) {
    return pathway
        .actions(task)
        .filter(action -> action.verb() == Verb.COMPLETE)
        .findFirst()
        .map(Meanwhile::told)
        .orElseGet(
            () ->
                "it was no longer due (" + task.closeReason() + ") on " + moment(task.modified()));
  }

  private static String told(ActionFact action) {
    String did =
        switch (action.verb()) {
          case CLAIM -> "claimed it";
          case RELEASE -> "handed it back";
          case HOLD -> "put it on hold";
          case CONTACT -> "recorded a contact";
          case STEP -> "did the step " + action.step();
          case RECORD -> "recorded evidence";
          case COMPLETE -> "completed it as " + action.outcome();
        };
    return action.actor().name() + " " + did + " on " + moment(action.at());
  }

  /** A moment as people say it, local time. */
  static String moment(Instant at) {
    return MOMENT.format(ZonedDateTime.ofInstant(at, WorkingDays.LONDON));
  }

  private static Optional<ActAnswer.Refused> conflict(String code, String text) {
    return Optional.of(
        new ActAnswer.Refused(ActAnswer.Kind.CONFLICT, List.of(new Reason(code, text))));
  }
}
