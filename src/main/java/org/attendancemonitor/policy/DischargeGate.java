package org.attendancemonitor.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.Contact;
import org.attendancemonitor.attendance.Placing;
import org.attendancemonitor.attendance.Priority;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskKind;
import org.attendancemonitor.risk.Raised;

/**
 * The evidence without which a review cannot end in a discharge after a missed appointment, and
 * what forbids one whatever the evidence (attendance-policy section 5, after the NHS Data
 * Dictionary, Discharge after Patient Did Not Attend). Refusing is all it does: it never says that
 * somebody should be discharged. Item 10, equality monitoring, needs no evidence: every closure
 * after a miss is counted.
 */
final class DischargeGate {
  /** Items of the list of vulnerabilities that ask for more when they are there. */
  private static final String SAFEGUARDING = "safeguarding";

  private static final String CAPACITY = "capacity";
  private static final String CHILD = "child";

  private final PolicySettings settings;
  private final GateSettings gate;
  private final Dependence dependence;
  private final WorkingDays days;

  DischargeGate(PolicySettings settings, Dependence dependence, WorkingDays days) {
    this.settings = settings;
    this.gate = settings.gate();
    this.dependence = dependence;
    this.days = days;
  }

  /**
   * What the gate finds.
   *
   * @param missing evidence that is not there
   * @param stops what forbids it whatever the evidence
   */
  record Findings(List<Reason> missing, List<Reason> stops) {}

  Findings findings(Pathway pathway, Evidence evidence) {
    List<Appointment> misses = lasting(pathway);
    return new Findings(missing(misses, pathway, evidence), stops(misses, pathway, evidence));
  }

  /** Misses after which nothing on the referral was attended. */
  static List<Appointment> lasting(Pathway pathway) {
    return pathway.misses().stream().filter(miss -> !pathway.attendedSince(miss)).toList();
  }

  private List<Reason> missing(List<Appointment> misses, Pathway pathway, Evidence evidence) {
    List<Reason> missing = new ArrayList<>();
    communicated(misses, evidence, missing);
    Attempts attempts = misses.isEmpty() ? null : Attempts.since(misses, pathway, settings);
    if (attempts != null) {
      attempted(attempts, pathway, missing);
      asked(attempts, misses, pathway, missing);
    }
    supported(misses, pathway, missing);
    vulnerable(evidence, missing);
    clinical(evidence, missing);
    boolean atRisk =
        evidence.vulnerable(CHILD)
            || misses.stream().anyMatch(miss -> dependence.notBrought(miss, pathway));
    if (atRisk && !evidence.stated(Evidence.ADVICE)) {
      missing.add(
          new Reason(
              "gate-7-safeguarding",
              "Safeguarding advice is not recorded; it is needed for a child or an adult at risk."));
    }
    second(misses, pathway, evidence, missing);
    told(evidence, missing);
    return missing;
  }

  private void communicated(List<Appointment> misses, Evidence evidence, List<Reason> missing) {
    String code = "gate-1-communicated";
    if (!evidence.stated(Evidence.CHANNEL)) {
      missing.add(new Reason(code, "How the appointment was communicated is not recorded."));
    }
    LocalDate sent = evidence.day(Evidence.SENT_ON).orElse(null);
    if (sent == null) {
      missing.add(new Reason(code, "The day the appointment was sent is not recorded."));
    } else if (!misses.isEmpty()
        && sent.plusDays(gate.noticeDays()).isAfter(misses.get(misses.size() - 1).day())) {
      missing.add(
          new Reason(
              code,
              "The appointment was sent less than " + gate.noticeDays() + " days before it."));
    }
    if (!evidence.says(Evidence.DELIVERED, "yes")) {
      missing.add(new Reason(code, "It is not recorded that the message was delivered."));
    }
    if (!evidence.says(Evidence.ADDRESS, "yes")) {
      missing.add(new Reason(code, "It is not recorded that the address was checked."));
    }
    if (!evidence.says(Evidence.FORMAT, "yes", "not-needed")) {
      missing.add(
          new Reason(code, "It is not recorded that the needed format and language were used."));
    }
  }

  private void attempted(Attempts attempts, Pathway pathway, List<Reason> missing) {
    if (attempts.reached() != null) {
      return;
    }
    PolicySettings.Unreached terms = settings.unreachedIn(pathway.service());
    long differentDays =
        attempts.made().stream()
            .map(attempt -> attempt.at().atZone(WorkingDays.LONDON).toLocalDate())
            .distinct()
            .count();
    if (attempts.made().size() < terms.attempts()
        || attempts.channels() < terms.channels()
        || differentDays < 2) {
      missing.add(
          new Reason(
              "gate-2-attempts",
              attempts.told()
                  + "; needed are "
                  + terms.attempts()
                  + " on "
                  + terms.channels()
                  + ", on different days, outside quiet hours."));
    }
  }

  private static void asked(
      Attempts attempts, List<Appointment> misses, Pathway pathway, List<Reason> missing) {
    boolean reason =
        pathway.contactsSince(misses).stream().anyMatch(contact -> !contact.reasons().isEmpty());
    if (!reason && attempts.reached() != null) {
      missing.add(
          new Reason("gate-3-reason", "Why the appointment was missed was not asked and coded."));
    }
    boolean needs = pathway.contactsSince(misses).stream().anyMatch(Contact::needsAsked);
    if (!needs && attempts.reached() != null) {
      missing.add(new Reason("gate-4-support", "Support needs were not asked for."));
    }
  }

  private static void supported(List<Appointment> misses, Pathway pathway, List<Reason> missing) {
    if (misses.isEmpty()) {
      return;
    }
    Appointment last = misses.get(misses.size() - 1);
    List<Contact> all =
        pathway.record.contacts().stream()
            .filter(contact -> !contact.at().isAfter(pathway.now))
            .toList();
    Set<String> before =
        Supports.tried(all.stream().filter(c -> c.at().isBefore(last.start())).toList());
    Set<String> after = Supports.tried(pathway.contactsSince(misses));
    if (after.isEmpty()) {
      missing.add(
          new Reason(
              "gate-4-support", "No support was offered and tried since the missed appointment."));
    } else if (before.containsAll(after)) {
      missing.add(
          new Reason(
              "gate-4-support", "Nothing different was tried: all of it had been tried before."));
    }
  }

  private void vulnerable(Evidence evidence, List<Reason> missing) {
    for (String item : gate.vulnerabilities()) {
      String name = Evidence.VULNERABILITY + item;
      if (!evidence.says(name, "yes", "no", "unknown")) {
        missing.add(
            new Reason("gate-5-vulnerability", "Not stated yes, no or unknown: " + item + "."));
      } else if (gate.mustBeKnown().contains(item) && evidence.says(name, "unknown")) {
        missing.add(
            new Reason(
                "gate-5-vulnerability", "Must be known and is stated as unknown: " + item + "."));
      }
    }
  }

  private static void clinical(Evidence evidence, List<Reason> missing) {
    String code = "gate-6-clinical";
    boolean registered =
        evidence
            .sayer(Evidence.INTERESTS)
            .filter(org.attendancemonitor.attendance.Actor::registered)
            .isPresent();
    if (!evidence.stated(Evidence.INTERESTS) || !registered) {
      missing.add(
          new Reason(
              code,
              "A registered clinician has not stated why it is not contrary to the patient's best"
                  + " interests."));
    }
    Stream.of(Evidence.CONDITION, Evidence.RED_FLAGS, Evidence.FUNCTION, Evidence.IMPACT)
        .filter(item -> !evidence.stated(item))
        .forEach(
            item -> missing.add(new Reason(code, "Not stated: " + item.replace('-', ' ') + ".")));
  }

  private void second(
      List<Appointment> misses, Pathway pathway, Evidence evidence, List<Reason> missing) {
    boolean vulnerable =
        pathway.flagged()
            || gate.vulnerabilities().stream().anyMatch(evidence::vulnerable)
            || misses.stream()
                .flatMap(miss -> pathway.assessed.since(miss.id()).stream())
                .anyMatch(Raised::lifts);
    if (!vulnerable) {
      return;
    }
    String first =
        evidence
            .sayer(Evidence.INTERESTS)
            .map(org.attendancemonitor.attendance.Actor::name)
            .orElse(null);
    boolean agreed =
        evidence.says(Evidence.SECOND, "agree")
            && evidence
                .sayer(Evidence.SECOND)
                .filter(actor -> actor.registered() && !actor.name().equals(first))
                .isPresent();
    if (!agreed) {
      missing.add(
          new Reason(
              "gate-8-second-reviewer",
              "A second registered clinician, another than the first, has not agreed."));
    }
  }

  private static void told(Evidence evidence, List<Reason> missing) {
    String code = "gate-9-told";
    Stream.of(Evidence.TOLD_PATIENT, Evidence.TOLD_REFERRER, Evidence.TOLD_GP, Evidence.WAY_BACK)
        .filter(item -> !evidence.says(item, "yes"))
        .forEach(
            item ->
                missing.add(
                    new Reason(
                        code,
                        switch (item) {
                          case Evidence.TOLD_PATIENT -> "The patient was not told.";
                          case Evidence.TOLD_REFERRER -> "The referrer was not told.";
                          case Evidence.TOLD_GP -> "The GP was not told.";
                          default -> "The way back is not in the letter.";
                        })));
    if (!evidence.says(Evidence.TOLD_FORMAT, "yes", "not-needed")) {
      missing.add(new Reason(code, "It is not recorded that the needed format was used."));
    }
  }

  private List<Reason> stops(List<Appointment> misses, Pathway pathway, Evidence evidence) {
    List<Reason> stops = new ArrayList<>();
    if (raised(misses, pathway, gate.safeguardingFlags()) || evidence.vulnerable(SAFEGUARDING)) {
      stops.add(new Reason("stop-safeguarding", "Safeguarding: check record."));
    }
    if (raised(misses, pathway, gate.leadAgreesFlags()) && !evidence.stated(Evidence.LEAD_AGREES)) {
      stops.add(
          new Reason(
              "stop-lead-agrees",
              "Safeguarding: check record. The safeguarding lead's agreement is not recorded."));
    }
    boolean missingCapacity =
        raised(misses, pathway, gate.capacityFlags()) || evidence.vulnerable(CAPACITY);
    if (missingCapacity && !evidence.stated(Evidence.DECISION)) {
      stops.add(new Reason("stop-capacity", "Capacity: check record. No decision is recorded."));
    }
    checking(pathway, evidence, stops);
    if (urgent(pathway)) {
      stops.add(new Reason("stop-urgent", "The referral is urgent."));
    }
    notAlone(misses, pathway, stops);
    for (Appointment miss : misses) {
      Attribution attribution = Attribution.of(miss, pathway, settings);
      if (attribution.notTold()) {
        stops.add(
            new Reason(
                "stop-not-told",
                "What was sent about the appointment on "
                    + Wording.day(miss.day())
                    + " did not arrive."));
      }
      if (attribution.unmetNeed()) {
        stops.add(
            new Reason(
                "stop-unmet-need",
                "A need the service knew of was not met on " + Wording.day(miss.day()) + "."));
      }
      if (attribution.away() || raisedOn(miss, pathway, gate.whereaboutsFlags())) {
        stops.add(
            new Reason(
                "stop-away", "Whereabouts on " + Wording.day(miss.day()) + ": check record."));
      }
    }
    return stops.stream().distinct().toList();
  }

  /**
   * A concern is open while somebody still has to look, in whatever service; and after a referral
   * to safeguarding until its lead agrees.
   */
  private static void checking(Pathway pathway, Evidence evidence, List<Reason> stops) {
    List<SupportTask> checks =
        pathway.record.tasks().stream()
            .filter(task -> task.kind() == TaskKind.WAS_NOT_BROUGHT)
            .toList();
    if (checks.stream().anyMatch(check -> check.status().open())) {
      stops.add(new Reason("stop-safeguarding", "A safeguarding check is still open."));
    }
    boolean referred =
        checks.stream().anyMatch(check -> Outcomes.REFERRED.equals(check.closeReason()));
    if (referred && !evidence.stated(Evidence.LEAD_AGREES)) {
      stops.add(
          new Reason(
              "stop-lead-agrees",
              "Safeguarding: check record. The safeguarding lead's agreement is not recorded."));
    }
  }

  /** By the referral itself, or by a clinician's last word on its place in the list. */
  private static boolean urgent(Pathway pathway) {
    Priority placed =
        WaitingOrder.placing(pathway).map(Placing::urgency).orElse(pathway.referral.priority());
    return Stream.of(pathway.referral.priority(), placed)
        .anyMatch(priority -> priority.compareTo(Priority.URGENT) >= 0);
  }

  /** Nobody is discharged for not having been brought, unless the family says it is not needed. */
  private void notAlone(List<Appointment> misses, Pathway pathway, List<Reason> stops) {
    boolean notBrought =
        !misses.isEmpty()
            && misses.stream()
                .allMatch(miss -> miss.wasNotBrought() || dependence.depends(miss, pathway));
    boolean notNeeded =
        Stream.of(TaskKind.SUPPORT_ATTENDANCE, TaskKind.RE_OFFER, TaskKind.WAITING_WELL)
            .flatMap(kind -> pathway.finished(kind).stream())
            .anyMatch(task -> Outcomes.NOT_NEEDED.equals(task.closeReason()));
    if (notBrought && !notNeeded) {
      stops.add(
          new Reason("stop-was-not-brought", "Was not brought: care never ends for that alone."));
    }
  }

  private static boolean raised(List<Appointment> misses, Pathway pathway, Set<String> flags) {
    return pathway.assessed.flags().stream().anyMatch(flag -> flags.contains(flag.code()))
        || misses.stream().anyMatch(miss -> raisedOn(miss, pathway, flags));
  }

  private static boolean raisedOn(Appointment miss, Pathway pathway, Set<String> flags) {
    return pathway.assessed.since(miss.id()).stream().anyMatch(flag -> flags.contains(flag.code()));
  }
}
