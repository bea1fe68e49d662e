package org.attendancemonitor.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.Placing;
import org.attendancemonitor.attendance.Priority;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskKind;

/** What forbids a discharge after a missed appointment whatever the evidence (policy section 5). */
final class GateStops {
  /** Items of the list of vulnerabilities that forbid it, or ask for more, when they are there. */
  private static final String SAFEGUARDING = "safeguarding";

  private static final String CAPACITY = "capacity";

  private final PolicySettings settings;
  private final GateSettings gate;
  private final Dependence dependence;

  GateStops(PolicySettings settings, Dependence dependence) {
    this.settings = settings;
    this.gate = settings.gate();
    this.dependence = dependence;
  }

  /** Everything that forbids it at this moment. */
  List<Reason> of(List<Appointment> misses, Pathway pathway, Evidence evidence) {
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
      if (Attribution.undelivered(miss, pathway)) {
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
