package org.attendancemonitor.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.Channel;
import org.attendancemonitor.attendance.Contact;
import org.attendancemonitor.attendance.TaskKind;

/**
 * T10: nobody could be reached in spite of enough attempts, on enough channels, over enough time. A
 * registered clinician reviews what to do; the patient stays on the list, and the support task
 * stays open.
 */
final class NotReached implements Rule {
  static final String ID = "T10";
  private final PolicySettings.Unreached unreached;
  private final WorkingDays days;

  NotReached(PolicySettings.Unreached unreached, WorkingDays days) {
    this.unreached = unreached;
    this.days = days;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public String source() {
    return "NHS Data Dictionary, Discharge after Patient Did Not Attend";
  }

  @Override
  public TaskKind kind() {
    return TaskKind.DISCHARGE_REVIEW;
  }

  @Override
  public Optional<Trigger> trigger(Pathway pathway) {
    List<Appointment> misses = pathway.referral.live() ? pathway.unsettled : List.<Appointment>of();
    misses = misses.stream().filter(miss -> !pathway.attendedSince(miss)).toList();
    if (misses.isEmpty()) {
      return Optional.empty();
    }
    List<Appointment> answered = misses;
    List<Contact> contacts = pathway.contactsSince(misses);
    return contacts.stream().anyMatch(Contact::reached)
        ? Optional.empty()
        : enough(contacts, pathway.service()).map(since -> new Trigger(answered, since));
  }

  /** The time of the attempt that made them enough. */
  private Optional<Instant> enough(List<Contact> contacts, String service) {
    List<Contact> attempts = new ArrayList<>(contacts);
    attempts.sort(java.util.Comparator.comparing(Contact::at));
    Set<Channel> channels = EnumSet.noneOf(Channel.class);
    for (int i = 0; i < attempts.size(); i++) {
      Contact attempt = attempts.get(i);
      channels.add(attempt.channel());
      if (i + 1 >= unreached.attempts()
          && channels.size() >= unreached.channels()
          && days.between(attempts.get(0).at(), attempt.at(), service) >= unreached.workingDays()) {
        return Optional.of(attempt.at());
      }
    }
    return Optional.empty();
  }
}
