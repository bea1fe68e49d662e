package org.attendancemonitor.policy;

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
import org.attendancemonitor.attendance.TaskKind;
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

  List<Reason> reasons(Rule rule, Trigger trigger, Pathway pathway, List<Raised> flags) {
    List<Reason> firm =
        flags.stream()
            .filter(flag -> !flag.level().equals(Flag.SUGGESTION))
            .flatMap(flag -> flag.reasons().stream())
            .distinct()
            .toList();
    String summary = summary(rule, trigger, pathway);
    List<Reason> all = new ArrayList<>();
    if (firm.isEmpty()) {
      all.add(new Reason(rule.id(), summary + "."));
    } else {
      all.add(new Reason(rule.id(), summary + "; " + continued(firm.get(0).text())));
      all.addAll(firm.subList(1, firm.size()));
    }
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

  private String summary(Rule rule, Trigger trigger, Pathway pathway) {
    if (rule instanceof EndedWithoutReview) {
      return "The referral was ended after a missed "
          + name(pathway.service())
          + "appointment, and no review is recorded";
    }
    String missed = missed(rule, trigger.misses(), pathway);
    return rule instanceof NotReached
        ? missed + "; not reached in spite of several attempts: the patient stays on the list"
        : missed;
  }

  private String missed(Rule rule, List<Appointment> misses, Pathway pathway) {
    Appointment last = misses.get(misses.size() - 1);
    String verb = rule.kind() == TaskKind.WAS_NOT_BROUGHT ? "Was not brought to " : "Missed ";
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

  /** The service as it stands within a sentence, with a space after it; or nothing. */
  private String name(String service) {
    ServiceTerms terms = services.get(service);
    if (terms == null) {
      return "";
    }
    String name = terms.name();
    boolean abbreviation = name.length() > 1 && Character.isUpperCase(name.charAt(1));
    return (abbreviation ? name : name.toLowerCase(Locale.UK)) + " ";
  }
}
