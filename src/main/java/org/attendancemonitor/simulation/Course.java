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
 * @param contacts letters about the bookings and attempts to reach the person after a miss
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
    List<Contact> contacts,
    Instant ended,
    boolean revoked,
    boolean withMiss,
    boolean forNonAttendance) {

  /** The same, ended by the service before it was completed. */
  Course ended(Instant at, boolean codedAsMissed) {
    return new Course(
        id, clinic, referred, urgent, bookings, contacts, at, true, false, codedAsMissed);
  }

  /**
   * A letter or message about an appointment, or an attempt to reach the person after a miss.
   *
   * @param id logical id
   * @param booking id of the appointment
   * @param at when
   * @param reached the person was reached, or the letter delivered
   * @param medium code of HL7 v3 ParticipationMode
   * @param talk what was said
   */
  record Contact(
      String id, String booking, Instant at, boolean reached, String medium, Talk talk) {}
}
