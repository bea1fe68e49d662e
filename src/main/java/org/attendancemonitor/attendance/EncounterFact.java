package org.attendancemonitor.attendance;

import java.time.Instant;
import java.util.List;

/**
 * What a source states about a contact that took place, or did not (FHIR Encounter).
 *
 * @param keys every key of this encounter
 * @param seen the patient was seen: arrived, in progress or finished
 * @param cancelled it ended before it began; says nothing about the patient's attendance
 * @param appointments keys of the appointments it belongs to
 * @param referrals keys of the referrals it belongs to
 * @param start or null
 * @param end or null
 * @param discharged the outcome of attendance is "discharged" (UK Core code 1)
 */
public record EncounterFact(
    List<Key> keys,
    boolean seen,
    boolean cancelled,
    List<Key> appointments,
    List<Key> referrals,
    Instant start,
    Instant end,
    boolean discharged)
    implements Fact {
  @Override
  public FactKind kind() {
    return FactKind.ENCOUNTER;
  }
}
