package org.attendancemonitor.worklist;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.Channel;
import org.attendancemonitor.attendance.Contact;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.intake.PersonView;
import org.attendancemonitor.policy.Policy;

/**
 * What was tried to reach a patient since what a task is about, and what has not been tried. After
 * two attempts that reached nobody another way is thought of; nothing else follows from them.
 *
 * @param attempts the newest first
 * @param unreached how many of the newest reached nobody
 * @param otherWays not tried yet and allowed, in words; empty while it is too early to ask
 */
record Attempted(List<Tried> attempts, int unreached, List<String> otherWays) {
  private static final int ASK_AFTER = 2;
  private static final List<Channel> WAYS =
      List.of(Channel.PHONE, Channel.TEXT, Channel.LETTER, Channel.VISIT);

  /** Reasons of {@code risk.yaml} that close a way. */
  private static final String NO_TEXT = "no-text";

  private static final Set<String> NO_CALLS = Set.of("no-telephone", "hearing");
  private static final Set<String> NO_MOBILE = Set.of("digital-exclusion");

  static Attempted of(SupportTask task, PersonView.Seen seen, Policy policy) {
    Instant since = since(task, seen);
    List<Contact> made =
        Tried.about(seen.record(), task.referral()).stream()
            .filter(contact -> !contact.at().isBefore(since))
            .toList();
    List<Tried> newestFirst = new ArrayList<>();
    made.forEach(contact -> newestFirst.add(0, Tried.of(contact, policy)));
    int unreached = (int) newestFirst.stream().takeWhile(attempt -> !attempt.reached()).count();
    return new Attempted(
        List.copyOf(newestFirst), unreached, unreached < ASK_AFTER ? List.of() : other(made, seen));
  }

  /** The first of the appointments it is about; where there is none, everything. */
  private static Instant since(SupportTask task, PersonView.Seen seen) {
    return seen.record().appointments().stream()
        .filter(appointment -> task.appointments().contains(appointment.id()))
        .map(Appointment::start)
        .min(Instant::compareTo)
        .orElse(Instant.EPOCH);
  }

  private static List<String> other(List<Contact> made, PersonView.Seen seen) {
    Set<Channel> ways = EnumSet.copyOf(WAYS);
    made.forEach(contact -> ways.remove(contact.channel()));
    Set<String> recorded =
        seen.assessed().flags().stream()
            .flatMap(flag -> flag.reasons().stream())
            .map(Reason::code)
            .collect(java.util.stream.Collectors.toSet());
    if (recorded.contains(NO_TEXT) || recorded.stream().anyMatch(NO_MOBILE::contains)) {
      ways.remove(Channel.TEXT);
    }
    if (recorded.stream().anyMatch(NO_CALLS::contains)) {
      ways.remove(Channel.PHONE);
    }
    return ways.stream().map(Words::channel).toList();
  }
}
