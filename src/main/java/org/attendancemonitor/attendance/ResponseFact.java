package org.attendancemonitor.attendance;

/**
 * A person's answer to an invitation (FHIR AppointmentResponse). It is never attendance; a refusal
 * before the start is a warning given, which makes the appointment a patient cancellation.
 *
 * @param appointment key of the appointment answered
 * @param declined the person said no
 */
public record ResponseFact(Key appointment, boolean declined) implements Fact {
  @Override
  public FactKind kind() {
    return FactKind.RESPONSE;
  }
}
