package org.attendancemonitor.attendance;

import java.time.Instant;

/**
 * A clinician's word on where a waiting patient belongs in the order of the list, which goes before
 * the order that was worked out.
 *
 * @param referral key of the referral that waits
 * @param urgency the clinical urgency it is to be ranked by
 * @param actor who said so
 * @param at when
 * @param note why; never blank
 */
public record PlacingFact(Key referral, Priority urgency, Actor actor, Instant at, String note)
    implements Fact {
  @Override
  public FactKind kind() {
    return FactKind.PLACING;
  }
}
