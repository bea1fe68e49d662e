package org.attendancemonitor.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attendancemonitor.attendance.ActionFact;
import org.attendancemonitor.attendance.Actor;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskKind;

/**
 * What reviewers have stated for a review, item by item; the last word on an item counts.
 *
 * @param items what was said, and by whom
 */
record Evidence(Map<String, Statement> items) {
  static final String CHANNEL = "communicated-channel";
  static final String SENT_ON = "communicated-on";
  static final String DELIVERED = "delivered";
  static final String ADDRESS = "address-checked";
  static final String FORMAT = "format-met";
  static final String INTERESTS = "best-interests";
  static final String CONDITION = "condition";
  static final String RED_FLAGS = "red-flags";
  static final String FUNCTION = "function";
  static final String IMPACT = "impact";
  static final String ADVICE = "safeguarding-advice";
  static final String LEAD_AGREES = "safeguarding-lead-agrees";
  static final String DECISION = "best-interests-decision";
  static final String SECOND = "second-review";
  static final String TOLD_PATIENT = "told-patient";
  static final String TOLD_REFERRER = "told-referrer";
  static final String TOLD_GP = "told-gp";
  static final String TOLD_FORMAT = "told-format";
  static final String WAY_BACK = "way-back";
  static final String VULNERABILITY = "vulnerability-";
  static final String SAFE = "safe";
  static final String NEED_MET = "need-met";

  private static final Set<String> YES_NO =
      Set.of(DELIVERED, ADDRESS, TOLD_PATIENT, TOLD_REFERRER, TOLD_GP, WAY_BACK, SAFE, NEED_MET);
  private static final Set<String> YES_NO_NOT_NEEDED = Set.of(FORMAT, TOLD_FORMAT);
  private static final Set<String> TEXTS =
      Set.of(
          CHANNEL,
          INTERESTS,
          CONDITION,
          RED_FLAGS,
          FUNCTION,
          IMPACT,
          ADVICE,
          LEAD_AGREES,
          DECISION);

  /** What was stated since the last miss: what was stated of earlier ones is not about these. */
  static Evidence of(Pathway pathway) {
    Instant last =
        DischargeGate.lasting(pathway).stream()
            .map(Appointment::start)
            .reduce(Instant.MIN, (earlier, later) -> later);
    Map<String, Statement> items = new HashMap<>();
    for (SupportTask review : pathway.tasks(TaskKind.DISCHARGE_REVIEW)) {
      if (review.status().open()) {
        pathway
            .actions(review)
            .filter(action -> action.at().isAfter(last))
            .forEach(action -> add(items, action));
      }
    }
    return new Evidence(Map.copyOf(items));
  }

  /** The evidence with what is said along with the completion itself. */
  Evidence and(Map<String, String> said, Actor actor, Instant now) {
    Map<String, Statement> all = new HashMap<>(items);
    said.forEach((item, value) -> all.put(item, new Statement(value, actor, now)));
    return new Evidence(Map.copyOf(all));
  }

  private static void add(Map<String, Statement> items, ActionFact action) {
    action
        .said()
        .forEach(
            (item, value) -> items.put(item, new Statement(value, action.actor(), action.at())));
  }

  Optional<String> value(String item) {
    return Optional.ofNullable(items.get(item)).map(Statement::value);
  }

  Optional<Actor> sayer(String item) {
    return Optional.ofNullable(items.get(item)).map(Statement::actor);
  }

  boolean says(String item, String... accepted) {
    return value(item).filter(List.of(accepted)::contains).isPresent();
  }

  boolean stated(String item) {
    return value(item).filter(text -> text.strip().length() >= 3).isPresent();
  }

  /** Somebody has stated that a vulnerability on the list is there. */
  boolean vulnerable(String item) {
    return says(VULNERABILITY + item, "yes");
  }

  /** The day an item names, where it names one. */
  Optional<LocalDate> day(String item) {
    try {
      return value(item).map(LocalDate::parse);
    } catch (DateTimeParseException unreadable) {
      return Optional.empty();
    }
  }

  /** What is wrong with a statement, or nothing. */
  static Optional<String> fault(String item, String value, List<String> vulnerabilities) {
    if (YES_NO.contains(item)) {
      return among(item, value, "yes", "no");
    }
    if (YES_NO_NOT_NEEDED.contains(item)) {
      return among(item, value, "yes", "no", "not-needed");
    }
    if (item.equals(SECOND)) {
      return among(item, value, "agree", "disagree");
    }
    if (item.equals(SENT_ON)) {
      try {
        LocalDate.parse(value);
        return Optional.empty();
      } catch (DateTimeParseException unreadable) {
        return Optional.of(item + ": expected a date such as 2026-10-05.");
      }
    }
    if (item.startsWith(VULNERABILITY)) {
      String name = item.substring(VULNERABILITY.length());
      return vulnerabilities.contains(name)
          ? among(item, value, "yes", "no", "unknown")
          : Optional.of(item + ": expected one of " + vulnerabilities + ".");
    }
    if (TEXTS.contains(item)) {
      return value.isBlank()
          ? Optional.of(item + ": expected a sentence, found nothing.")
          : Optional.empty();
    }
    return Optional.of("There is no item of evidence called " + item + ".");
  }

  private static Optional<String> among(String item, String value, String... words) {
    return List.of(words).contains(value)
        ? Optional.empty()
        : Optional.of(item + ": expected one of " + List.of(words) + ".");
  }
}
