package org.attendancemonitor.simulation;

import java.time.Instant;
import java.time.LocalDate;
import org.attendancemonitor.attendance.Mode;
import org.attendancemonitor.attendance.Outcome;

/**
 * One appointment of one person, with its whole life decided.
 *
 * @param id logical id in its record system
 * @param clinic service
 * @param site place
 * @param referral logical id of the referral it is booked for
 * @param first first contact of the referral
 * @param mode how it is held
 * @param booked when it was made
 * @param start planned start
 * @param settled when the outcome is recorded
 * @param outcome what became of it; {@code NOT_RECORDED} for one nobody ever wrote down
 * @param reason code of the sender for the cancellation or the miss, or null
 * @param probability that it would be missed if nobody cancelled it
 */
record Booking(
    String id,
    Clinic clinic,
    Site site,
    String referral,
    boolean first,
    Mode mode,
    Instant booked,
    Instant start,
    Instant settled,
    Outcome outcome,
    String reason,
    double probability) {

  /** Local day of the start. */
  LocalDate day() {
    return start.atZone(TrustPlan.ZONE).toLocalDate();
  }

  /** It was kept or missed. */
  boolean counts() {
    return outcome == Outcome.ATTENDED || outcome.missed();
  }
}
