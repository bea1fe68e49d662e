package org.attendancemonitor.attendance;

import java.time.LocalDate;

/**
 * A residence and the first day it is known to hold.
 *
 * @param residence where
 * @param from the day a source first stated it; {@link LocalDate#MIN} for the earliest known
 */
public record Address(Residence residence, LocalDate from) {}
