package org.attendancemonitor.attendance;

import java.time.Instant;
import java.util.List;

/**
 * A waiting patient's place in the order of a service's list, as it is kept.
 *
 * @param referral id of the referral
 * @param service key in {@code services.yaml}, or {@code unmapped}
 * @param urgency clinical urgency, which counts before everything else
 * @param safety a safety risk is recorded
 * @param impact how many recorded impacts on life there are
 * @param vulnerable 1 where social factors break ties here and one holds, else 0
 * @param since waiting since
 * @param reasons why it stands here, most important first
 */
public record WaitingRow(
    String referral,
    String service,
    Priority urgency,
    boolean safety,
    int impact,
    int vulnerable,
    Instant since,
    List<Reason> reasons) {
  public WaitingRow {
    reasons = List.copyOf(reasons);
  }
}
