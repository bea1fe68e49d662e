package org.attendancemonitor.policy;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;

/**
 * When a service works, Monday to Friday but for bank holidays.
 *
 * @param dayEnds local time at which the working day ends, and dues with it
 * @param closures further days on which it is closed
 */
public record WorkingHours(LocalTime dayEnds, List<LocalDate> closures) {
  public WorkingHours {
    closures = List.copyOf(closures);
  }
}
