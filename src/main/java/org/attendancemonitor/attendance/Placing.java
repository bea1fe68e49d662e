package org.attendancemonitor.attendance;

import java.time.Instant;

/**
 * A clinician's word on the urgency of a waiting patient.
 *
 * @param referral id of the referral
 * @param urgency it is ranked by
 * @param actor who said so
 * @param at when
 * @param note why
 */
public record Placing(String referral, Priority urgency, Actor actor, Instant at, String note) {}
