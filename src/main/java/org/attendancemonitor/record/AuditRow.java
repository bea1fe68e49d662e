package org.attendancemonitor.record;

import java.time.Instant;

/**
 * Who did what.
 *
 * @param at when
 * @param who the user's name, or the part of the program
 * @param action for example {@code read}, {@code claim}, {@code sign-in}
 * @param object what it was done to, for example {@code Task/...}
 * @param patient the person's row, or null
 * @param detail for example a search's parameters without identifiers, or null
 */
public record AuditRow(
    Instant at, String who, String action, String object, Long patient, String detail) {}
