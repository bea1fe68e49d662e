package org.attendancemonitor.record;

import java.util.List;

/** Looks at every patient once; may keep what it counts, and nobody's appointments. */
public interface PatientVisitor {

  /**
   * One patient's due appointments in the days that are read, by day. Who has none is not visited.
   */
  void visit(List<PatientAppointment> appointments);
}
