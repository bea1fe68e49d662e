package org.attendancemonitor.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.Channel;
import org.attendancemonitor.attendance.Contact;

/**
 * Attempts to reach somebody that count: made outside the quiet hours, in a way the person's safe
 * contact allows.
 *
 * @param made in order of time, none of them successful
 * @param reached when somebody was reached in spite of everything, or null
 */
record Attempts(List<Contact> made, Instant reached) {
  /** Reason codes of {@code risk.yaml} that forbid a channel. */
  private static final String NO_TEXT = "no-text";

  static Attempts since(List<Appointment> misses, Pathway pathway, PolicySettings settings) {
    return after(misses.get(misses.size() - 1).start(), misses, pathway, settings);
  }

  static Attempts after(
      Instant moment, List<Appointment> about, Pathway pathway, PolicySettings settings) {
    List<Contact> contacts = pathway.contactsAfter(moment, about);
    Instant reached =
        contacts.stream()
            .filter(Contact::reached)
            .map(Contact::at)
            .min(Instant::compareTo)
            .orElse(null);
    boolean noText = SafeContact.forbids(pathway.assessed, settings, NO_TEXT);
    List<Contact> made = new ArrayList<>();
    contacts.stream()
        .filter(contact -> !contact.reached())
        .filter(contact -> counts(contact, settings, noText))
        .sorted(Comparator.comparing(Contact::at))
        .forEach(made::add);
    return new Attempts(List.copyOf(made), reached);
  }

  /** A letter is written at any hour; nobody is called or texted at night. */
  private static boolean counts(Contact contact, PolicySettings settings, boolean noText) {
    boolean disturbs = contact.channel() == Channel.PHONE || contact.channel() == Channel.TEXT;
    return !(disturbs && settings.quietHours().cover(contact.at()))
        && !(contact.channel() == Channel.TEXT && noText);
  }

  /** On how many channels. */
  int channels() {
    Set<Channel> channels = EnumSet.noneOf(Channel.class);
    made.forEach(attempt -> channels.add(attempt.channel()));
    return channels.size();
  }

  /** For example "Recorded: 2 attempts on 1 channel". */
  String told() {
    return "Recorded: "
        + (made.size() == 1 ? "1 attempt" : made.size() + " attempts")
        + " on "
        + (channels() == 1 ? "1 channel" : channels() + " channels");
  }

  /** The time of the attempt that made so many on so many channels. */
  Optional<Instant> enough(int attempts, int channels) {
    Set<Channel> used = EnumSet.noneOf(Channel.class);
    for (int i = 0; i < made.size(); i++) {
      used.add(made.get(i).channel());
      if (i + 1 >= attempts && used.size() >= channels) {
        return Optional.of(made.get(i).at());
      }
    }
    return Optional.empty();
  }

  /** The time of the attempt that made them enough for a review. */
  Optional<Instant> enough(PolicySettings.Unreached unreached, WorkingDays days, String service) {
    Set<Channel> used = EnumSet.noneOf(Channel.class);
    for (int i = 0; i < made.size(); i++) {
      Contact attempt = made.get(i);
      used.add(attempt.channel());
      if (i + 1 >= unreached.attempts()
          && used.size() >= unreached.channels()
          && days.between(made.get(0).at(), attempt.at(), service) >= unreached.workingDays()) {
        return Optional.of(attempt.at());
      }
    }
    return Optional.empty();
  }
}
