package org.attendancemonitor.policy;

import java.time.Instant;
import java.util.List;
import org.attendancemonitor.attendance.Appointment;

/**
 * That a rule applies.
 *
 * @param misses the missed appointments it answers, in order of start
 * @param since when it became true, by what was received when: dues count from here
 */
record Trigger(List<Appointment> misses, Instant since) {}
