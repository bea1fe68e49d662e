package org.attendancemonitor.worklist;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.attendancemonitor.access.SignedIn;
import org.attendancemonitor.attendance.ActionFact.Verb;
import org.attendancemonitor.attendance.Actor;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.intake.PersonView;
import org.attendancemonitor.policy.Act;
import org.attendancemonitor.policy.Attempt;

/** A form by which somebody says what they did with a task. */
interface ActForm {
  int LONGEST_NOTE = 4_000;

  /** Last part of its address. */
  String path();

  /** The template, or null where a button on the task's page is all there is. */
  String template();

  /** What the page offers besides what was typed. */
  Map<String, Object> offers(SupportTask task);

  /** The same, for what depends on the patient and on who asks. */
  default Map<String, Object> offers(SupportTask task, PersonView.Seen seen, SignedIn who) {
    return offers(task);
  }

  /** The form that takes its place for this task, as the last part of an address; null for none. */
  default String instead(SupportTask task) {
    return null;
  }

  /** Where it leads, after the address of the task. */
  default String next(SupportTask task) {
    return "";
  }

  /**
   * What was typed, as something to be judged.
   *
   * @param faults told what cannot be understood; the act is then not used
   */
  Act read(FormValues typed, SupportTask task, Actor actor, Instant now, FormFaults faults);

  /**
   * What to ask before it is done; null where nothing is.
   *
   * @param seen the person as they are now
   */
  default Pause pause(FormValues typed, SupportTask task, PersonView.Seen seen) {
    return null;
  }

  /** What to say once it is done. */
  String done(SupportTask task);

  /** A date of three fields, day, month and year; null with a fault where it is none. */
  static LocalDate date(FormValues typed, String name, FormFaults faults, String missing) {
    String text =
        typed.one(name + "-year")
            + "/"
            + typed.one(name + "-month")
            + "/"
            + typed.one(name + "-day");
    if (text.equals("//")) {
      faults.add(name, missing);
      return null;
    }
    try {
      String[] parts = text.split("/", -1);
      return LocalDate.of(
          Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    } catch (NumberFormatException | java.time.DateTimeException none) {
      faults.add(name, "Enter a real date, such as 3 12 2026");
      return null;
    }
  }

  /** The note of a form, or null. */
  static String note(FormValues typed, FormFaults faults) {
    String note = typed.one("note");
    if (note.length() > LONGEST_NOTE) {
      faults.add("note", "The note must be %,d characters or less".formatted(LONGEST_NOTE));
    }
    return note.isEmpty() ? null : note;
  }

  /** The version that was looked at, or null. */
  static Long version(FormValues typed) {
    String version = typed.one("version");
    return version.matches("[0-9]{1,18}") ? Long.valueOf(version) : null;
  }

  /** An act of a verb with no more than a note. */
  static Act plain(SupportTask task, FormValues typed, Verb verb, Actor actor, String note) {
    return new Act(task.id(), version(typed), verb, actor, null, null, null, Map.of(), note, null);
  }

  /** The act of recording an attempt. */
  static Act contact(
      SupportTask task, FormValues typed, Actor actor, String note, Attempt attempt) {
    return new Act(
        task.id(), version(typed), Verb.CONTACT, actor, null, null, null, Map.of(), note, attempt);
  }
}
