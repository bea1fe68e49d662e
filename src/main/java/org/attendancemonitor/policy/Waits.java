package org.attendancemonitor.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.attendancemonitor.attendance.PersonRecord;
import org.attendancemonitor.attendance.Referral;
import org.attendancemonitor.attendance.TaskStatus;

/** What is known of a wait beyond the appointments of its referral. */
public final class Waits {
  private Waits() {}

  /**
   * The day a referral waits from: that of the referral; of its receipt where the sender does not
   * say, or names a later one.
   *
   * @return empty where neither is known, and where a referral that was loaded as history names no
   *     day: it is older than its receipt, and nobody knows by how much
   */
  public static Optional<LocalDate> since(Referral referral) {
    boolean receiptTells = referral.received() != null && !referral.historic();
    return referral.received() == null || !receiptTells && referral.referredOn() == null
        ? Optional.ofNullable(referral.referredOn())
        : Optional.of(WaitingWell.waitingSince(referral));
  }

  /**
   * Whether somebody who worked on a task of a referral found that the patient had moved away.
   *
   * @param referral id of one of the record's referrals
   */
  public static boolean movedAway(PersonRecord record, String referral, Instant now) {
    return PeoplesWork.applied(record, now).tasks().stream()
        .anyMatch(
            task ->
                task.referral().equals(referral)
                    && task.status() == TaskStatus.COMPLETED
                    && Outcomes.MOVED_AWAY.equals(task.closeReason()));
  }
}
