package org.attendancemonitor.api;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.attendancemonitor.access.RequestId;
import org.attendancemonitor.attendance.Actor;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.PlacingFact;
import org.attendancemonitor.attendance.Priority;
import org.attendancemonitor.attendance.RejectReason;
import org.attendancemonitor.intake.Asked;
import org.attendancemonitor.intake.Submission;
import org.attendancemonitor.task.KeyReference;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.ServiceRequest;

/** A clinician's word on where a waiting patient belongs in the order of the list. */
public final class Placings implements IResourceProvider {
  private static final String URGENCIES = "http://hl7.org/fhir/request-priority";

  private final SoughtReferrals referrals;
  private final Handover handover;
  private final Within within;
  private final Clock clock;

  Placings(SoughtReferrals referrals, Handover handover, Within within, Clock clock) {
    this.within = within;
    this.referrals = referrals;
    this.handover = handover;
    this.clock = clock;
  }

  @Override
  public Class<ServiceRequest> getResourceType() {
    return ServiceRequest.class;
  }

  /**
   * Places a referral; {@code urgency} (FHIR request-priority), {@code note}, and {@code system} of
   * the id where it is not the logical id that its sender gave, as in {@code Task.basedOn}.
   */
  @Operation(name = "$place", manualRequest = true)
  public OperationOutcome place(@IdParam IdType id, RequestDetails request) {
    Actor actor = Asking.actor(request);
    OperationBody body = OperationBody.of(request);
    Priority urgency = urgency(body.required("urgency"));
    String note = body.one("note").text().orElse("");
    Optional<String> system = body.one("system").text();
    body.finish();
    SoughtReferrals.Found referral =
        system
            .map(it -> referrals.under(KeyReference.key("ServiceRequest", it, id.getIdPart())))
            .orElseGet(() -> referrals.called(id.getIdPart(), actor.name()))
            .filter(it -> within.covers(within.reach(request), it.seen().record().person().rows()))
            .orElseThrow(() -> new ResourceNotFoundException("referral"));
    Instant now = clock.instant();
    PlacingFact placing = new PlacingFact(new Key(referral.referral()), urgency, actor, now, note);
    Asked asked = new Asked.Place(referrals.row(referral), placing);
    Asking.answered(
        handover.submit(Submission.asked(asked, now).from(RequestId.current()), Asking.LATE));
    return Outcomes.recorded();
  }

  private static Priority urgency(OperationValue said) {
    Optional<String> code = said.code(URGENCIES);
    Optional<Priority> urgency =
        Arrays.stream(Priority.values())
            .filter(it -> code.equals(Optional.of(it.name().toLowerCase(Locale.ROOT))))
            .findFirst();
    if (code.isPresent() && urgency.isEmpty()) {
      said.fault(RejectReason.IMPOSSIBLE, "The urgency is routine, urgent, asap or stat.");
    }
    return urgency.orElse(null);
  }
}
