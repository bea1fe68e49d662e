package org.attendancemonitor.equity;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attendancemonitor.record.PatientAppointment;
import org.attendancemonitor.record.PatientVisitor;
import org.attendancemonitor.record.TallyKey;

/** Distinct patients behind what was attended and missed. */
final class AppointmentPatients implements PatientVisitor {
  private final boolean lateCounts;
  private final DistinctPatients patients;

  /**
   * @param lateCounts late arrivals that could not be seen count as missed
   * @param slices all that may be asked for
   */
  AppointmentPatients(boolean lateCounts, Set<Slice> slices) {
    this.lateCounts = lateCounts;
    this.patients = new DistinctPatients(slices);
  }

  @Override
  public void visit(List<PatientAppointment> appointments) {
    for (PatientAppointment appointment : appointments) {
      if (lateCounts || !appointment.outcome().equals("late_not_seen")) {
        patients.see(appointment.profile(), appointment.day());
      }
    }
    patients.next();
  }

  /** By group of one of the slices. */
  Map<TallyKey, Long> of(Slice slice) {
    return patients.of(slice);
  }
}
