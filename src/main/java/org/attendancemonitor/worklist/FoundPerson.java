package org.attendancemonitor.worklist;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.attendancemonitor.access.Reach;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.intake.PersonView;

/**
 * A person with what is open for them, as far as somebody may look.
 *
 * @param id of the person's page
 * @param who the person
 * @param open tasks to be worked on, the earliest due first
 * @param waits what the person waits for, in the services within reach
 */
record FoundPerson(String id, Identity who, List<Line> open, List<Wait> waits) {
  private static final Pattern ID = Pattern.compile("am-([0-9]{1,18})");

  /**
   * One task.
   *
   * @param id of it
   * @param what its kind and service
   * @param status where it stands, with its due or the day of its end
   * @param overdue it is past its due
   * @param own within reach; of the others it is asked why one looks
   */
  record Line(String id, String what, String status, boolean overdue, boolean own) {}

  /**
   * One place on a waiting list.
   *
   * @param service name
   * @param waiting how long
   * @param since the day
   */
  record Wait(String service, String waiting, String since) {}

  static FoundPerson of(PersonView.Seen seen, Reach reach, Sight sight) {
    LocalDate today = Dates.day(seen.now());
    return new FoundPerson(
        id(seen),
        Identity.of(seen),
        seen.record().tasks().stream()
            .filter(task -> task.status().open())
            .sorted(
                Comparator.comparing(
                    SupportTask::due, Comparator.nullsLast(Comparator.naturalOrder())))
            .map(task -> line(task, seen.now(), reach, sight))
            .toList(),
        sight.policy().waiting(seen.record(), seen.assessed(), seen.now()).stream()
            .filter(place -> reach.covers(place.service()))
            .map(
                place ->
                    new Wait(
                        sight.pages().service(place.service()),
                        Dates.wait(Dates.day(place.since()), today),
                        Dates.of(place.since())))
            .toList());
  }

  static Line line(SupportTask task, Instant now, Reach reach, Sight sight) {
    boolean open = task.status().open();
    String when =
        !open
            ? " on " + Dates.of(task.modified())
            : task.due() == null ? "" : ", due " + Dates.of(task.due());
    return new Line(
        task.id(),
        Words.kind(task.kind()) + ", " + sight.pages().service(task.service()),
        Words.status(task) + when,
        open && task.due() != null && task.due().isBefore(now),
        reach.covers(task.service()));
  }

  /** By what a page's address names a person: our own id, which stays when records are merged. */
  static String id(PersonView.Seen seen) {
    return "am-" + seen.record().person().id();
  }

  /** The patient row of an id; none has -1. */
  static long row(String id) {
    Matcher parts = ID.matcher(id);
    return parts.matches() ? Long.parseLong(parts.group(1)) : -1;
  }
}
