package org.attendancemonitor.reconciliation;

import java.util.List;
import org.attendancemonitor.feed.AppointmentList;
import org.attendancemonitor.record.ListComparison;

/**
 * What came of comparing a list.
 *
 * @param counts without anything about a person
 * @param differences with the sender's numbers of appointments: for whoever may see them only
 * @param faults the first lines that could not be read
 */
public record Reconciliation(
    ListComparison counts, List<Difference> differences, List<AppointmentList.Fault> faults) {

  /** Frameworks print what they hold: nothing of the appointments. */
  @Override
  public String toString() {
    return "Reconciliation[" + counts + "]";
  }
}
