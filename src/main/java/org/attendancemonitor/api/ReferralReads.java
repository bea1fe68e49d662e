package org.attendancemonitor.api;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.attendancemonitor.attendance.Referral;
import org.attendancemonitor.attendance.RejectReason;
import org.attendancemonitor.policy.Policy;
import org.attendancemonitor.record.WaitingList;
import org.hl7.fhir.r4.model.IdType;
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

  ReferralReads(
      SoughtReferrals sought,
      Patients patients,
      PersonView view,
      Policy policy,
      WaitingList waiting,
      ApiSettings settings) {
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
    if (id != null && id.hasIdPart()) {
      SoughtReferrals.Found found = sought.called(id.getIdPart(), user).orElseThrow(this::unknown);
      return CheckAnswer.of(check(found.seen(), found.referral()));
    }
    PersonView.Seen seen = view.of(person(input, user)).orElseThrow(this::unknown);
    Optional<String> named =
        Stream.of(input.text("referral"), input.identifier("referral"))
            .flatMap(Optional::stream)
            .findFirst();
    if (named.isPresent()) {
      String referral = sought.of(seen, named.get(), user).orElseThrow(this::unknown);
      return CheckAnswer.of(check(seen, referral));
    }
    return CheckAnswer.of(
        seen.record().referrals().stream()
            .filter(Referral::live)
            .map(referral -> check(seen, referral.id()))
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
    return WaitingAnswer.of(
        service,
        waiting.count(service),
        waiting.page(service, page.size(), page.offset()),
        patients::subject);
  }

  private Set<Long> person(OperationInput input, String user) {
    Optional<String> identifier = input.identifier("patient");
    if (identifier.isPresent()) {
      int bar = identifier.get().lastIndexOf('|');
      return patients.byIdentifier(
          identifier.get().substring(0, bar), identifier.get().substring(bar + 1).strip(), user);
    }
    String id =
        input
            .text("patient")
            .orElseThrow(() -> required("patient", "Give the referral's id, or a patient."));
    return patients.byId(new IdType(id).getIdPart(), user);
  }

  private org.attendancemonitor.policy.DischargeCheck check(PersonView.Seen seen, String referral) {
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
