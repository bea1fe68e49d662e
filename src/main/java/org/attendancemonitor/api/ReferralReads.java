package org.attendancemonitor.api;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.Optional;
import java.util.Set;
import org.attendancemonitor.attendance.Referral;
import org.attendancemonitor.attendance.RejectReason;
import org.attendancemonitor.intake.PersonView;
import org.attendancemonitor.policy.DischargeCheck;
import org.attendancemonitor.policy.Policy;
import org.attendancemonitor.record.WaitingList;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Parameters;

/**
 * What is asked about referrals: what stands between one and its ending, and who waits in which
 * order. The referrals themselves lie with their senders.
 */
public final class ReferralReads {
  private static final String TYPE = "ServiceRequest";

  private final SoughtReferrals sought;
  private final Patients patients;
  private final PersonView view;
  private final Policy policy;
  private final WaitingList waiting;
  private final ApiSettings settings;
  private final Within within;

  ReferralReads(
      SoughtReferrals sought,
      Patients patients,
      PersonView view,
      Policy policy,
      WaitingList waiting,
      ApiSettings settings,
      Within within) {
    this.within = within;
    this.sought = sought;
    this.patients = patients;
    this.view = view;
    this.policy = policy;
    this.waiting = waiting;
    this.settings = settings;
  }

  /**
   * What stands between a referral and a discharge after a missed appointment. With an id: the
   * referral a sender calls so. Without: those of {@code patient}, or the one of them that {@code
   * referral} names.
   */
  @Operation(name = "$discharge-check", typeName = TYPE, idempotent = true, manualRequest = true)
  public Parameters dischargeCheck(@IdParam(optional = true) IdType id, RequestDetails request) {
    OperationInput input = OperationInput.of(request);
    String user = user(request);
    Optional<String> patient = input.person("patient");
    Optional<String> referral = input.text("referral");
    input.finish();
    if (id != null && id.hasIdPart()) {
      SoughtReferrals.Found found =
          sought
              .called(id.getIdPart(), user)
              .filter(it -> sees(it.seen(), request))
              .orElseThrow(this::unknown);
      return CheckAnswer.of(check(found.seen(), found.referral()));
    }
    String named =
        patient.orElseThrow(() -> required("patient", "Give the referral's id, or a patient."));
    PersonView.Seen seen =
        view.of(person(named, user)).filter(it -> sees(it, request)).orElseThrow(this::unknown);
    if (referral.isPresent()) {
      return CheckAnswer.of(
          check(seen, sought.of(seen, referral.get(), user).orElseThrow(this::unknown)));
    }
    return CheckAnswer.of(
        seen.record().referrals().stream()
            .filter(Referral::live)
            .map(live -> check(seen, live.id()))
            .toList());
  }

  /** Who waits for a service, first the one to be seen first, each with the reasons. */
  @Operation(name = "$waiting-list", typeName = TYPE, idempotent = true, manualRequest = true)
  public Parameters waitingList(RequestDetails request) {
    OperationInput input = OperationInput.of(request);
    String service =
        input
            .text("service")
            .orElseThrow(() -> required("service", "Give the service whose list is meant."));
    Page page = Page.of(input.number("_count"), input.number("_offset"), settings);
    input.finish();
    if (!within.reach(request).covers(service)) {
      throw new Refused(
          403,
          Outcomes.of(
              IssueType.FORBIDDEN, "forbidden", "Your team does not work for this service."));
    }
    return WaitingAnswer.of(
        service,
        waiting.count(service),
        waiting.page(service, page.size(), page.offset()),
        patients::subject);
  }

  private boolean sees(PersonView.Seen seen, RequestDetails request) {
    return within.covers(within.reach(request), seen.record().person().rows());
  }

  private Set<Long> person(String named, String user) {
    int bar = named.lastIndexOf('|');
    if (bar >= 0) {
      return patients.byIdentifier(named.substring(0, bar), named.substring(bar + 1), user);
    }
    String id = new IdType(named).getIdPart();
    return id == null ? Set.of() : patients.byId(id, user);
  }

  private DischargeCheck check(PersonView.Seen seen, String referral) {
    return policy.dischargeCheck(seen.record(), seen.assessed(), referral, seen.now());
  }

  private ResourceNotFoundException unknown() {
    return new ResourceNotFoundException("referral");
  }

  private static Refused required(String parameter, String text) {
    return Refused.of(400, RejectReason.INCOMPLETE, parameter, text);
  }

  private static String user(RequestDetails request) {
    return ((ServletRequestDetails) request).getServletRequest().getRemoteUser();
  }
}
