package org.attendancemonitor.policy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.Priority;
import org.attendancemonitor.attendance.Reason;

/**
 * That a rule applies.
 *
 * @param appointments what it answers, in order of start; empty where it is about the referral
 * @param since when it became true, by what was received when: dues count from here
 * @param words why, as the beginning of a sentence without its full stop
 * @param steps which of the rule's steps apply; null means all
 * @param dues moments of steps that are not due by working days from {@code since}
 * @param counts from when steps count that do not count from {@code since}: what was done of one
 *     before that is not enough
 * @param priority where it differs from the rule's terms
 * @param more further reasons
 * @param inputs what the rule looked at, by name
 */
record Trigger(
    List<Appointment> appointments,
    Instant since,
    String words,
    Set<String> steps,
    Map<String, Instant> dues,
    Map<String, Instant> counts,
    Optional<Priority> priority,
    List<Reason> more,
    Map<String, String> inputs) {

  Trigger(List<Appointment> appointments, Instant since, String words) {
    this(
        appointments,
        since,
        words,
        null,
        Map.of(),
        Map.of(),
        Optional.empty(),
        List.of(),
        Map.of());
  }

  Trigger only(Set<String> which) {
    return new Trigger(appointments, since, words, which, dues, counts, priority, more, inputs);
  }

  Trigger due(Map<String, Instant> moments) {
    return new Trigger(appointments, since, words, steps, moments, counts, priority, more, inputs);
  }

  Trigger counting(Map<String, Instant> from) {
    return new Trigger(appointments, since, words, steps, dues, from, priority, more, inputs);
  }

  Trigger at(Priority other) {
    return new Trigger(
        appointments, since, words, steps, dues, counts, Optional.of(other), more, inputs);
  }

  Trigger because(List<Reason> reasons) {
    return new Trigger(appointments, since, words, steps, dues, counts, priority, reasons, inputs);
  }

  Trigger from(Map<String, String> looked) {
    return new Trigger(appointments, since, words, steps, dues, counts, priority, more, looked);
  }
}
