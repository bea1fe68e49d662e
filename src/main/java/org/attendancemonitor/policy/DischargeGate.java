package org.attendancemonitor.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.Contact;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.risk.Raised;

/**
 * The evidence without which a review cannot end in a discharge after a missed appointment, and
 * what forbids one whatever the evidence (attendance-policy section 5, after the NHS Data
 * Dictionary, Discharge after Patient Did Not Attend). Refusing is all it does: it never says that
 * somebody should be discharged. Item 10, equality monitoring, needs no evidence: every closure
 * after a miss is counted.
 */
final class DischargeGate {
  /** Item of the list of vulnerabilities that asks for more when it is there. */
  private static final String CHILD = "child";

  private final PolicySettings settings;
  private final GateSettings gate;
  private final Dependence dependence;
  private final GateStops stops;

  DischargeGate(PolicySettings settings, Dependence dependence) {
    this.settings = settings;
    this.gate = settings.gate();
    this.dependence = dependence;
    this.stops = new GateStops(settings, dependence);
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
    return new Findings(missing(misses, pathway, evidence), stops.of(misses, pathway, evidence));
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
}
