package org.attendancemonitor.policy;

import java.util.List;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.attendance.SupportTask;

/**
 * What stands between a referral and a discharge after a missed appointment (attendance-policy
 * section 5; NHS Data Dictionary, Discharge after Patient Did Not Attend). It never says that
 * somebody should be discharged.
 *
 * @param referral id of the referral
 * @param service key in {@code services.yaml}
 * @param afterMiss the last known outcome on the referral is a missed appointment, so that the gate
 *     applies; otherwise the lists are advice
 * @param missing evidence that is not there, each with a stable code and one sentence
 * @param stops what forbids a discharge whatever the evidence
 * @param notYetOffered support that fits and was not offered
 * @param needs recorded needs and circumstances, for whoever speaks with the patient
 * @param elsewhere the person's open tasks, on this referral and in other services
 */
public record DischargeCheck(
    String referral,
    String service,
    boolean afterMiss,
    List<Reason> missing,
    List<Reason> stops,
    List<Reason> notYetOffered,
    List<Reason> needs,
    List<SupportTask> elsewhere) {

  /** Nothing is missing and nothing forbids: a review may be completed. Not a recommendation. */
  public boolean complete() {
    return missing.isEmpty() && stops.isEmpty();
  }
}
