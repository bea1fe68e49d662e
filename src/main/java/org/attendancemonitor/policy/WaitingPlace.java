package org.attendancemonitor.policy;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.attendancemonitor.attendance.Priority;
import org.attendancemonitor.attendance.Reason;

/**
 * One waiting patient's place in the order of a service's list (attendance-policy section 9).
 *
 * @param referral id of the referral
 * @param service key in {@code services.yaml}
 * @param urgency clinical urgency: the referral's, or a clinician's word
 * @param safety a safety risk is recorded
 * @param impact how many recorded impacts on life (work, caring, independence) there are
 * @param vulnerable 1 where the service has signed that social factors break ties, and one holds;
 *     else 0
 * @param since waiting since: the original referral
 * @param reasons why it stands here, most important first
 */
public record WaitingPlace(
    String referral,
    String service,
    Priority urgency,
    boolean safety,
    int impact,
    int vulnerable,
    Instant since,
    List<Reason> reasons) {

  /**
   * Who comes first: urgency, safety, impact on life, vulnerability where signed, then the wait.
   */
  public static final Comparator<WaitingPlace> ORDER =
      Comparator.comparing(WaitingPlace::urgency)
          .reversed()
          .thenComparing(place -> !place.safety())
          .thenComparing(Comparator.comparingInt(WaitingPlace::impact).reversed())
          .thenComparing(Comparator.comparingInt(WaitingPlace::vulnerable).reversed())
          .thenComparing(WaitingPlace::since)
          .thenComparing(WaitingPlace::referral);
}
