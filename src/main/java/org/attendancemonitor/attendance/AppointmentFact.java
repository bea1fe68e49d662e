package org.attendancemonitor.attendance;

import java.time.Instant;
import java.util.List;

/**
 * What a source states about one appointment for one person.
 *
 * @param keys every key of this appointment, the first being the one it is filed under
 * @param booked false for a proposal or a place on a waiting list, which cannot be missed
 * @param outcome what the sender says happened to this person
 * @param start the planned start, or null for a proposal or a cancellation without one
 * @param end the planned end, or null
 * @param ambiguousTime the local time fell in the repeated hour of October; the first was taken
 * @param serviceTypes codes of the service, in the sender's order
 * @param healthcareServices keys of the HealthcareService participants
 * @param performers keys of practitioners' and organisations' roles
 * @param location key of the place, or null
 * @param basedOn keys of the referrals it was booked for
 * @param mode never null
 * @param visit never null
 * @param reasons the sender's codes for a cancellation or a miss
 * @param wasNotBrought the sender itself codes the miss as "was not brought"
 * @param patients how many patients the appointment has; more than one is a group session
 * @param message the id of the message (Bundle) it came in, or null
 */
public record AppointmentFact(
    List<Key> keys,
    boolean booked,
    Outcome outcome,
    Instant start,
    Instant end,
    boolean ambiguousTime,
    List<Code> serviceTypes,
    List<Key> healthcareServices,
    List<Key> performers,
    Key location,
    List<Key> basedOn,
    Mode mode,
    Visit visit,
    List<Code> reasons,
    boolean wasNotBrought,
    int patients,
    String message)
    implements Fact {
  @Override
  public FactKind kind() {
    return FactKind.APPOINTMENT;
  }
}
