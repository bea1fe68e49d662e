package org.attendancemonitor.policy;

import java.util.List;
import org.attendancemonitor.attendance.Reason;

/**
 * What to think of when an appointment is booked for a person.
 *
 * @param needs recorded needs and circumstances
 * @param supports suggested support, S-code and words
 * @param cautions what binds every contact
 */
public record BookingAdvice(List<Reason> needs, List<Reason> supports, List<Reason> cautions) {}
