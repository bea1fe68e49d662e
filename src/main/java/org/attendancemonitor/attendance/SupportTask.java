package org.attendancemonitor.attendance;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Something people are asked to do so that a patient can attend.
 *
 * @param id ours, stable for the task's whole life
 * @param patient the patient row under which what it is about was filed when it was opened
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
 * @param cautions what binds every contact, for example that no voicemail may be left
 * @param inputs what the rule looked at, by name: thresholds, counts, moments; enough to say why
 * @param escalation owner roles that were told because it is overdue, in the order of telling
 * @param heldUntil when work goes on, while it is on hold; else null
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
    boolean recordChanged,
    List<Reason> cautions,
    Map<String, String> inputs,
    List<String> escalation,
    Instant heldUntil) {

  /** Tasks stored by an earlier version lack the later parts. */
  public SupportTask {
    cautions = cautions == null ? List.of() : List.copyOf(cautions);
    inputs = inputs == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(inputs));
    escalation = escalation == null ? List.of() : List.copyOf(escalation);
  }

  /** The owner roles one by one, the leading one first; then those it was escalated to. */
  public List<String> ownerRoles() {
    return Stream.concat(Stream.of(ownerRole.split(",")), escalation.stream()).distinct().toList();
  }

  /** Someone has claimed it or works on it: the derivation no longer takes it away. */
  public boolean taken() {
    return owner != null || status == TaskStatus.IN_PROGRESS || status == TaskStatus.ON_HOLD;
  }

  /** The same task under the names its referral and appointments carry now. */
  public SupportTask about(String currentReferral, List<String> currentAppointments) {
    return draft().referral(currentReferral).appointments(currentAppointments).build();
  }

  /** A copy to change before it is built. */
  public SupportTaskDraft draft() {
    return new SupportTaskDraft(this);
  }
}
