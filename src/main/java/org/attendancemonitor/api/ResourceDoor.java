package org.attendancemonitor.api;

import ca.uhn.fhir.rest.annotation.Create;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.annotation.Update;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import java.util.List;
import org.attendancemonitor.attendance.RejectReason;
import org.attendancemonitor.intake.Verdict;
import org.attendancemonitor.intake.Verdict.EntryVerdict;
import org.attendancemonitor.intake.Verdict.Result;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;

/** Create and update of one resource type; there is one of these for each type taken in. */
final class ResourceDoor implements IResourceProvider {
  private final Class<? extends Resource> type;
  private final Door door;

  ResourceDoor(Class<? extends Resource> type, Door door) {
    this.type = type;
    this.door = door;
  }

  @Override
  public Class<? extends Resource> getResourceType() {
    return type;
  }

  /** A new resource, or news of a known one. */
  @Create
  public MethodOutcome create(@ResourceParam byte[] bytes, RequestDetails request) {
    Body body = body(request);
    body.nameTheNameless();
    return answer(body, door.submit(request, body), true);
  }

  /** News of a resource under the id its source gave it. */
  @Update
  public MethodOutcome update(
      @IdParam IdType id, @ResourceParam byte[] bytes, RequestDetails request) {
    Body body = body(request);
    if (!body.id().equals(id.getIdPart()) && body.isA(type.getSimpleName())) {
      throw Refused.of(
          400,
          RejectReason.IMPOSSIBLE,
          type.getSimpleName() + ".id",
          "The id in the body is not that of the address.");
    }
    return answer(body, door.submit(request, body), false);
  }

  private Body body(RequestDetails request) {
    Body body = Body.of(request);
    if (body.isOtherThan(type.getSimpleName())) {
      throw Refused.of(
          RejectReason.IMPOSSIBLE,
          "resourceType",
          "The address is for " + type.getSimpleName() + ", the body is another resource.");
    }
    return body;
  }

  private MethodOutcome answer(Body body, Verdict verdict, boolean create) {
    List<Fault> faults = Door.faults(verdict.entries());
    if (!faults.isEmpty()) {
      throw Refused.of(faults);
    }
    EntryVerdict first = verdict.entries().get(0);
    boolean created = create && first.result() == Result.ACCEPTED;
    MethodOutcome outcome = new MethodOutcome().setCreated(created);
    if (!body.id().isEmpty()) {
      outcome.setId(new IdType(type.getSimpleName(), body.id()));
    }
    outcome.setOperationOutcome(Outcomes.accepted(first));
    outcome.setResponseStatusCode(created ? 201 : 200);
    return outcome;
  }
}
