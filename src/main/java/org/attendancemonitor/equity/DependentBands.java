package org.attendancemonitor.equity;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attendancemonitor.record.PatientAppointment;
import org.attendancemonitor.record.PatientVisitor;
import org.attendancemonitor.record.Profile;
import org.attendancemonitor.record.TallyKey;

/**
 * In which age bands of a service everybody depends on others to attend: those of children, up to
 * the age that the policy of the service says.
 */
final class DependentBands implements PatientVisitor {
  private final Map<String, Set<String>> dependent = new HashMap<>();
  private final Map<String, Set<String>> independent = new HashMap<>();

  @Override
  public void visit(List<PatientAppointment> appointments) {
    for (PatientAppointment appointment : appointments) {
      Profile profile = appointment.profile();
      boolean depends = profile.group(TallyKey.WAS_NOT_BROUGHT).equals("yes");
      (depends ? dependent : independent)
          .computeIfAbsent(profile.service(), service -> new HashSet<>())
          .add(profile.group("age_band"));
    }
  }

  /** Whether a band is one of them. */
  boolean contains(String service, String band) {
    return dependent.getOrDefault(service, Set.of()).contains(band)
        && !independent.getOrDefault(service, Set.of()).contains(band);
  }
}
