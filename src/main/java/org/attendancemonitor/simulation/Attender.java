package org.attendancemonitor.simulation;

import java.util.List;
import org.attendancemonitor.attendance.Outcome;

/**
 * A patient of an appointment.
 *
 * @param patient logical id of the person's record
 * @param outcome what the sender says of this one person of several, or null
 */
record Attender(String patient, Outcome outcome) {
  /** The only patient of an appointment: its status is the person's. */
  static List<Attender> only(String patient) {
    return List.of(new Attender(patient, null));
  }
}
