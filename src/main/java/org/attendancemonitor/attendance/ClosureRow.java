package org.attendancemonitor.attendance;

import java.time.LocalDate;

/**
 * A referral that was ended after a missed appointment, as the figures count it.
 *
 * @param referral id of the referral
 * @param service key in {@code services.yaml}, or {@code unmapped}
 * @param day local day of the ending
 * @param review {@code complete} or {@code missing}
 */
public record ClosureRow(String referral, String service, LocalDate day, String review) {}
