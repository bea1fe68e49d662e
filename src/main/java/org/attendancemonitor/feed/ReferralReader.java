package org.attendancemonitor.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.FactKind;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.Notice;
import org.attendancemonitor.attendance.Priority;
import org.attendancemonitor.attendance.ReferralFact;
import org.attendancemonitor.attendance.ReferralStatus;
import org.attendancemonitor.attendance.RejectReason;
import org.hl7.fhir.r4.model.ServiceRequest;

/** Reads a ServiceRequest as a referral. */
final class ReferralReader {
  private static final Map<String, ReferralStatus> STATUS =
      Map.of(
          "draft", ReferralStatus.DRAFT,
          "active", ReferralStatus.ACTIVE,
          "on-hold", ReferralStatus.ON_HOLD,
          "revoked", ReferralStatus.REVOKED,
          "completed", ReferralStatus.COMPLETED);

  private static final Map<String, Priority> PRIORITY =
      Map.of(
          "routine", Priority.ROUTINE,
          "urgent", Priority.URGENT,
          "asap", Priority.ASAP,
          "stat", Priority.STAT);

  private ReferralReader() {}

  static List<Notice> read(ServiceRequest request, Scope scope) {
    String sent = String.valueOf(request.getStatusElement().getValueAsString());
    if (sent.equals("entered-in-error")) {
      return scope.withdrawn(FactKind.REFERRAL, request.getSubject());
    }
    if (Boolean.TRUE.equals(request.getDoNotPerformElement().getValue())) {
      scope.reject(
          RejectReason.NOT_USED, "doNotPerform", "A request not to do something is no referral.");
    }
    Key patient = scope.patient(request.getSubject(), "subject");
    // A status R4 does not have (samples carry "inactive") ends no care: it is unknown.
    ReferralStatus status = STATUS.getOrDefault(sent, ReferralStatus.UNKNOWN);
    return List.of(
        scope.notice(
            patient,
            new ReferralFact(
                scope.keys(),
                status,
                scope.services(codes(request)),
                performers(request, scope),
                PRIORITY.get(String.valueOf(request.getPriorityElement().getValueAsString())),
                scope.day(request.getAuthoredOnElement(), "authoredOn"),
                status.ended() && forNonAttendance(request, scope),
                null)));
  }

  private static List<Code> codes(ServiceRequest request) {
    List<Code> codes = new ArrayList<>(Codings.codes(request.getCode()));
    codes.addAll(Codings.codes(request.getOrderDetail()));
    codes.addAll(Codings.codes(request.getCategory()));
    codes.addAll(Codings.codes(request.getPerformerType()));
    return codes;
  }

  private static List<Key> performers(ServiceRequest request, Scope scope) {
    return request.getPerformer().stream()
        .filter(performer -> scope.references().type(performer) != null)
        .map(performer -> scope.references().key(performer, null))
        .filter(java.util.Objects::nonNull)
        .distinct()
        .toList();
  }

  /** R4 has no reason for a status: senders use reasonCode (BaRS) or an extension. */
  private static boolean forNonAttendance(ServiceRequest request, Scope scope) {
    List<Code> codes = new ArrayList<>(Codings.codes(request.getReasonCode()));
    codes.addAll(Codings.within(request.getExtension()));
    codes.addAll(Codings.within(request.getStatusElement().getExtension()));
    return codes.stream()
        .anyMatch(
            code ->
                scope.meanings().nonAttendanceEndings().contains(code)
                    || scope.meanings().wasNotBrought().contains(code)
                    || scope.outcome(code) != null && scope.outcome(code).missed());
  }
}
