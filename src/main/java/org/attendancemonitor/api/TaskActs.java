package org.attendancemonitor.api;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.time.Clock;
import org.attendancemonitor.access.RequestId;
import org.attendancemonitor.attendance.ActionFact.Verb;
import org.attendancemonitor.intake.Asked;
import org.attendancemonitor.intake.Submission;
import org.attendancemonitor.policy.Act;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Task;

/**
 * What people do with a task, each an operation that answers with the task as it is after the
 * commit. {@code If-Match} names the version they looked at; without it the task is taken as it is.
 */
public final class TaskActs implements IResourceProvider {
  private final TaskReads reads;
  private final Handover handover;
  private final Clock clock;

  TaskActs(TaskReads reads, Handover handover, Clock clock) {
    this.reads = reads;
    this.handover = handover;
    this.clock = clock;
  }

  @Override
  public Class<Task> getResourceType() {
    return Task.class;
  }

  /** Takes it on; {@code note}. */
  @Operation(name = "$claim", manualRequest = true)
  public Task claim(@IdParam IdType id, RequestDetails request) {
    return act(id, Verb.CLAIM, request);
  }

  /** Hands it back to its owner role; {@code note}. */
  @Operation(name = "$release", manualRequest = true)
  public Task release(@IdParam IdType id, RequestDetails request) {
    return act(id, Verb.RELEASE, request);
  }

  /** Lets it wait; {@code until}, {@code reason}. */
  @Operation(name = "$hold", manualRequest = true)
  public Task hold(@IdParam IdType id, RequestDetails request) {
    return act(id, Verb.HOLD, request);
  }

  /**
   * Records an attempt to reach the person; {@code channel}, {@code reached}, {@code at}, {@code
   * reason}, {@code support} with {@code code} and {@code result}, {@code needsAsked}, {@code
   * need}, {@code note}.
   */
  @Operation(name = "$record-contact", manualRequest = true)
  public Task recordContact(@IdParam IdType id, RequestDetails request) {
    return act(id, Verb.CONTACT, request);
  }

  /** Records that a step is done; {@code step}, {@code note}. */
  @Operation(name = "$record-step", manualRequest = true)
  public Task recordStep(@IdParam IdType id, RequestDetails request) {
    return act(id, Verb.STEP, request);
  }

  /** Records evidence; {@code evidence} with {@code item} and {@code value}, {@code note}. */
  @Operation(name = "$record-evidence", manualRequest = true)
  public Task recordEvidence(@IdParam IdType id, RequestDetails request) {
    return act(id, Verb.RECORD, request);
  }

  /** Ends it; {@code outcome}, {@code evidence} as above, {@code note}. */
  @Operation(name = "$complete", manualRequest = true)
  public Task complete(@IdParam IdType id, RequestDetails request) {
    return act(id, Verb.COMPLETE, request);
  }

  private Task act(IdType id, Verb verb, RequestDetails request) {
    String task = id.getIdPart();
    if (reads.find(task, request).isEmpty()) {
      throw new ResourceNotFoundException("task");
    }
    Act act =
        AskedAct.read(
            OperationBody.of(request),
            verb,
            task,
            Asking.expectedVersion(request),
            Asking.actor(request));
    Submission submission =
        Submission.asked(new Asked.WithTask(act), clock.instant()).from(RequestId.current());
    Asking.answered(handover.submit(submission, Asking.LATE));
    Task after = reads.find(task, request).orElseThrow(() -> new ResourceNotFoundException("task"));
    Asking.tag(request, after);
    return after;
  }
}
