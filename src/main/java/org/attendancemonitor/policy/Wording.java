package org.attendancemonitor.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.Flag;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.risk.Raised;

/**
 * Says why a task is there, in sentences a clinician would accept. They depend on the record only,
 * never on the day they are read, so that a task does not change because time passes.
 */
final class Wording {
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMMM yyyy", Locale.UK);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.UK);
  private final Map<String, ServiceTerms> services;

  Wording(Map<String, ServiceTerms> services) {
    this.services = services;
  }

  /** A day as people say it. */
  static String day(LocalDate day) {
    return DAY.format(day);
  }

  /** The local day of a moment as people say it. */
  static String day(Instant moment) {
    return day(moment.atZone(WorkingDays.LONDON).toLocalDate());
  }

  /** The trigger's own words with the first firm reason, the other reasons, suggestions last. */
  static List<Reason> reasons(RuleCard card, Trigger trigger, List<Raised> flags) {
    List<Reason> firm =
        flags.stream()
            .filter(flag -> flag.lifts() || flag.level().equals(Flag.NOT_ASSESSED))
            .flatMap(flag -> flag.reasons().stream())
            .distinct()
            .toList();
    List<Reason> all = new ArrayList<>();
    if (firm.isEmpty()) {
      all.add(new Reason(card.id(), trigger.words() + "."));
    } else {
      all.add(new Reason(card.id(), trigger.words() + "; " + continued(firm.get(0).text())));
      all.addAll(firm.subList(1, firm.size()));
    }
    trigger.more().stream().filter(reason -> !all.contains(reason)).forEach(all::add);
    flags.stream()
        .filter(flag -> flag.level().equals(Flag.SUGGESTION))
        .flatMap(flag -> flag.reasons().stream())
        .distinct()
        .forEach(all::add);
    return all;
  }

  private static String continued(String sentence) {
    boolean name = sentence.length() > 1 && Character.isUpperCase(sentence.charAt(1));
    return name ? sentence : Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
  }

  /** For example "Missed 2 of 3 podiatry appointments since March 2026". */
  String missed(String verb, List<Appointment> misses, Pathway pathway) {
    Appointment last = misses.get(misses.size() - 1);
    LocalDate yearBefore = last.day().minusMonths(12);
    List<Appointment> kept =
        pathway.record.appointments().stream()
            .filter(a -> a.service().equals(last.service()) && a.start() != null)
            .filter(a -> a.day().isAfter(yearBefore) && !a.start().isAfter(last.start()))
            .filter(a -> a.outcome() == Outcome.ATTENDED || pathway.definition.isMiss(a))
            .toList();
    long missed = kept.stream().filter(pathway.definition::isMiss).count();
    if (kept.size() < 2) {
      return verb + "the " + name(last.service()) + "appointment on " + DAY.format(last.day());
    }
    LocalDate since =
        kept.stream().map(Appointment::day).min(LocalDate::compareTo).orElse(last.day());
    return verb
        + missed
        + " of "
        + kept.size()
        + " "
        + name(last.service())
        + "appointments since "
        + MONTH.format(since);
  }

  /** The service by itself, as it stands within a sentence. */
  String service(String service) {
    String name = name(service).strip();
    return name.isEmpty() ? "the service" : name;
  }

  /** The service as it stands within a sentence, with a space after it; or nothing. */
  String name(String service) {
    ServiceTerms terms = services.get(service);
    if (terms == null) {
      return "";
    }
    String name = terms.name();
    boolean abbreviation = name.length() > 1 && Character.isUpperCase(name.charAt(1));
    return (abbreviation ? name : name.toLowerCase(Locale.UK)) + " ";
  }

  /** For example "the podiatry appointment on 5 October 2026", or "2 podiatry appointments". */
  String appointments(List<Appointment> appointments) {
    Appointment first = appointments.get(0);
    return appointments.size() == 1
        ? "the " + name(first.service()) + "appointment on " + DAY.format(first.day())
        : appointments.size()
            + " "
            + name(first.service())
            + "appointments from "
            + DAY.format(first.day());
  }
}
