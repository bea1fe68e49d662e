package org.attendancemonitor.attendance;

import java.time.Instant;

/**
 * The end of a referral.
 *
 * @param at when it ended, by the source's own time
 * @param received when we first heard of it
 * @param historic heard of as history: counted, opens no task
 * @param forNonAttendance coded as such, or sent in one message with a missed appointment
 */
public record Ending(Instant at, Instant received, boolean historic, boolean forNonAttendance) {}
