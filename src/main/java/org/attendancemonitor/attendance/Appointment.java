package org.attendancemonitor.attendance;

import java.time.Instant;
import java.time.LocalDate;

/**
 * One appointment of the person.
 *
 * @param id stable within the record: its key
 * @param referral id of the referral it belongs to
 * @param service key in {@code services.yaml}, or {@code unmapped}
 * @param booked false for a proposal, which cannot be missed
 * @param bookedOn the local day since which it is said to be booked, at the latest that of its
 *     start: where a source tells of it only afterwards, the day before cannot be known
 * @param start planned start
 * @param day the local day (Europe/London) of the start
 * @param outcome what is known of how it ended
 * @param outcomeReceived the earliest receipt of this outcome: dues count from it
 * @param historic this outcome was first heard of as history
 * @param wasNotBrought the sender coded the miss so
 * @param mode never null
 * @param visit never null
 * @param site name or key of the place, or null
 * @param reasons codes for a cancellation or a miss, as {@code system|code} joined by a space
 */
public record Appointment(
    String id,
    String referral,
    String service,
    boolean booked,
    LocalDate bookedOn,
    Instant start,
    LocalDate day,
    Outcome outcome,
    Instant outcomeReceived,
    boolean historic,
    boolean wasNotBrought,
    Mode mode,
    Visit visit,
    String site,
    String reasons) {}
