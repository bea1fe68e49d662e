package org.attendancemonitor.worklist;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.attendancemonitor.attendance.Contact;
import org.attendancemonitor.attendance.Offered;
import org.attendancemonitor.attendance.PersonRecord;
import org.attendancemonitor.policy.Policy;

/**
 * One attempt to reach a patient, as people read it.
 *
 * @param at when
 * @param when the same in words
 * @param channel by which way
 * @param result what came of it
 * @param by who made it, or null where the sender did not say
 * @param more reasons and what was offered, or null
 * @param reached the person was spoken with, or answered
 */
record Tried(
    Instant at,
    String when,
    String channel,
    String result,
    String by,
    String more,
    boolean reached) {

  static Tried of(Contact contact, Policy policy) {
    List<String> more = new ArrayList<>();
    Map<String, String> reasons = policy.missReasons();
    contact.reasons().forEach(code -> more.add(reasons.getOrDefault(code, code)));
    if (!contact.supports().isEmpty()) {
      more.add(
          contact.supports().stream()
              .map(offered -> offered(offered, policy))
              .collect(Collectors.joining(", ")));
    }
    return new Tried(
        contact.at(),
        Dates.moment(contact.at()),
        Words.channel(contact.channel()),
        contact.reached()
            ? "reached"
            : contact.delivered() ? "sent, no answer recorded" : "not reached",
        contact.by(),
        more.isEmpty() ? null : String.join(". ", more) + ".",
        contact.reached());
  }

  /** For example "Telephone by amina: reached". */
  public String told() {
    return channel + (by == null ? "" : " by " + by) + ": " + result;
  }

  private static String offered(Offered offered, Policy policy) {
    String words = policy.supportWords().getOrDefault(offered.support(), offered.support());
    return words + " (" + offered.result().replace('-', ' ') + ")";
  }

  /** Contacts about a referral or one of its appointments, in order of time. */
  static List<Contact> about(PersonRecord record, String referral) {
    return record.contacts().stream()
        .filter(contact -> contact.at() != null)
        .filter(
            contact ->
                contact.referrals().contains(referral)
                    || record.appointments().stream()
                        .filter(appointment -> appointment.referral().equals(referral))
                        .anyMatch(it -> contact.appointments().contains(it.id())))
        .toList();
  }
}
