package org.attendancemonitor.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.Channel;
import org.attendancemonitor.attendance.Contact;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskKind;

/**
 * Whose share a missed appointment is, by what people said of it and what the service itself did
 * not do. A need that the service knew and did not meet, and news of the appointment that never
 * reached the patient, are the provider's share (attendance-policy sections 3, 5 and 7).
 *
 * @param miss the missed appointment
 * @param reasons R-codes that were recorded for it, in the order of recording
 * @param unmetNeed the service knew of a need and did not meet it
 * @param notTold a letter or message about it came back, and none arrived
 * @param away the person was in hospital, in custody, detained or dead on the day
 */
record Attribution(
    Appointment miss, List<String> reasons, boolean unmetNeed, boolean notTold, boolean away) {
  static final String UNMET = "provider-unmet-need";
  static final String NOT_TOLD = "provider-not-told";
  static final String PROVIDER = "provider";

  static Attribution of(Appointment miss, Pathway pathway, PolicySettings settings) {
    List<String> said = new ArrayList<>();
    for (Contact contact : pathway.contactsAfter(miss.start(), List.of(miss))) {
      contact.reasons().stream()
          .filter(settings.reasons()::containsKey)
          .filter(reason -> !said.contains(reason))
          .forEach(said::add);
    }
    boolean couldNotMeet =
        pathway
            .finished(Set.of(TaskKind.PREPARE_APPOINTMENT), miss)
            .map(SupportTask::closeReason)
            .anyMatch(Outcomes.CANNOT_MEET::equals);
    boolean met =
        pathway
            .finished(Set.of(TaskKind.NEED_UNMET), miss)
            .map(SupportTask::closeReason)
            .anyMatch(Outcomes.MET::equals);
    boolean unmet =
        couldNotMeet && !met
            || said.stream().anyMatch(reason -> settings.reasons().get(reason).unmetNeed());
    boolean away = said.stream().anyMatch(reason -> settings.reasons().get(reason).away());
    return new Attribution(miss, List.copyOf(said), unmet, notTold(miss, pathway), away);
  }

  /** Before the appointment something was sent about it, and nothing of it arrived. */
  private static boolean notTold(Appointment miss, Pathway pathway) {
    List<Contact> sent = sent(miss, pathway);
    return !sent.isEmpty() && sent.stream().noneMatch(Contact::delivered);
  }

  /** Something of what was sent about it did not arrive, whatever else did. */
  static boolean undelivered(Appointment miss, Pathway pathway) {
    return !sent(miss, pathway).stream().allMatch(Contact::delivered);
  }

  private static List<Contact> sent(Appointment miss, Pathway pathway) {
    return pathway.record.contacts().stream()
        .filter(c -> c.at() != null && c.at().isBefore(miss.start()))
        .filter(c -> c.appointments().contains(miss.id()))
        .filter(c -> c.channel() != Channel.PHONE && c.channel() != Channel.VISIT)
        .toList();
  }

  /** It is the provider's miss. */
  boolean provider(PolicySettings settings) {
    return unmetNeed
        || notTold
        || reasons.stream().anyMatch(r -> settings.reasons().get(r).side() == Side.PROVIDER);
  }

  /** What to tell of it: nothing where nobody knows anything. */
  List<Reason> told(PolicySettings settings) {
    List<Reason> told = new ArrayList<>();
    if (notTold) {
      told.add(
          new Reason(
              NOT_TOLD,
              "The service's share: what was sent about this appointment did not arrive."));
    }
    for (String code : reasons) {
      MissReason reason = settings.reasons().get(code);
      String text = reason.text();
      told.add(
          switch (reason.side()) {
            case PROVIDER ->
                new Reason(
                    reason.unmetNeed() ? UNMET : PROVIDER,
                    "The service's share (" + code + "): " + lower(text) + ".");
            case UNKNOWN -> new Reason(code, text + " (" + code + ").");
            default -> new Reason(code, "Reason given (" + code + "): " + lower(text) + ".");
          });
    }
    if (unmetNeed && told.stream().noneMatch(reason -> reason.code().equals(UNMET))) {
      told.add(
          new Reason(UNMET, "The service's share: a need it knew of could not be met on the day."));
    }
    return told;
  }

  private static String lower(String text) {
    return Character.toLowerCase(text.charAt(0)) + text.substring(1);
  }
}
