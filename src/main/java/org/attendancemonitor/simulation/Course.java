package org.attendancemonitor.simulation;

import java.time.Instant;
import java.util.List;

/**
 * One referral of one person and all that came of it.
 *
 * @param id logical id of the referral
 * @param clinic service it is for
 * @param referred when it was made
 * @param urgent asked for urgently
 * @param bookings in order of booking
 * @param attempts to reach the person after a miss, in order
 * @param ended when the service ended its care, or null
 * @param revoked ended before it was completed
 * @param withMiss the ending is sent in one message with the last miss
 * @param forNonAttendance the sender codes the ending as due to a miss
 */
record Course(
    String id,
    Clinic clinic,
    Instant referred,
    boolean urgent,
    List<Booking> bookings,
    List<Attempt> attempts,
    Instant ended,
    boolean revoked,
    boolean withMiss,
    boolean forNonAttendance) {

  /**
   * An attempt to reach the person about a missed appointment.
   *
   * @param id logical id
   * @param booking id of the appointment
   * @param at when
   * @param reached the person was reached
   * @param medium code of HL7 v3 ParticipationMode
   */
  record Attempt(String id, String booking, Instant at, boolean reached, String medium) {}
}
