package org.attendancemonitor.attendance;

import java.time.Instant;
import java.util.List;

/**
 * Something people are asked to do so that a patient can attend.
 *
 * @param id ours, stable for the task's whole life
 * @param patient the person's id when it was opened
 * @param referral id of the referral it belongs to
 * @param service key in {@code services.yaml}
 * @param kind what is asked
 * @param status where it stands
 * @param priority how urgent
 * @param rule id of the rule that opened it or last raised it, for example {@code T5}
 * @param ruleVersion version of that rule
 * @param steps what is to be done, by when, and what is done already
 * @param due the earliest due of the steps not yet done
 * @param ownerRole the owner roles of the policy, the leading one first, joined by commas; for
 *     example {@code key-worker}
 * @param owner who has claimed it, or null
 * @param reasons why it is there
 * @param supports suggested support actions, S-codes of attendance-policy section 8
 * @param appointments ids of the missed appointments (or others) it answers
 * @param opened when it was opened
 * @param modified when it last changed
 * @param version counts its changes, from 1
 * @param closeReason why it is closed, or null: a stable code
 * @param recordChanged it was taken by someone, and what it was opened for no longer holds
 */
public record SupportTask(
    String id,
    long patient,
    String referral,
    String service,
    TaskKind kind,
    TaskStatus status,
    Priority priority,
    String rule,
    String ruleVersion,
    List<Step> steps,
    Instant due,
    String ownerRole,
    String owner,
    List<Reason> reasons,
    List<String> supports,
    List<String> appointments,
    Instant opened,
    Instant modified,
    long version,
    String closeReason,
    boolean recordChanged) {

  /** The owner roles one by one, the leading one first. */
  public List<String> ownerRoles() {
    return List.of(ownerRole.split(","));
  }

  /** Someone has claimed it or works on it: the derivation no longer takes it away. */
  public boolean taken() {
    return owner != null || status == TaskStatus.IN_PROGRESS || status == TaskStatus.ON_HOLD;
  }

  /** The same task under the names its referral and appointments carry now. */
  public SupportTask about(String currentReferral, List<String> currentAppointments) {
    return new SupportTask(
        id,
        patient,
        currentReferral,
        service,
        kind,
        status,
        priority,
        rule,
        ruleVersion,
        steps,
        due,
        ownerRole,
        owner,
        reasons,
        supports,
        currentAppointments,
        opened,
        modified,
        version,
        closeReason,
        recordChanged);
  }
}
