package org.attendancemonitor.policy;

import java.util.Set;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskKind;

/**
 * Why the derivation closed a task that nobody had taken. Such a closing is derived like everything
 * else: when its ground is corrected away, the task opens again. What people close stays closed.
 */
public final class CloseReason {
  /** A later appointment on the referral was attended. */
  public static final String ATTENDED = "attended";

  /** Reached, and rebooked. */
  public static final String REBOOKED = Answer.REBOOKED;

  /** What it was opened for turned out otherwise. */
  public static final String CORRECTED = "corrected";

  /** The person has died. */
  public static final String DECEASED = "deceased";

  /** The referral has ended. */
  public static final String ENDED = "referral-ended";

  /** The referral that had ended goes on. */
  public static final String REOPENED = "referral-reopened";

  /** A person finished another task that answers the same. */
  public static final String ANSWERED = Answer.FINISHED;

  /** The person was reached after all. */
  public static final String REACHED = "reached";

  /** Another appointment is booked. */
  public static final String BOOKED = "booked";

  /** The appointment it was about has taken place, or is no longer to come. */
  public static final String PASSED = "appointment-passed";

  /** How the appointment ended has been recorded. */
  public static final String RECORDED = "outcome-recorded";

  /** Support needs have been asked for. */
  public static final String ASKED = "needs-asked";

  /** The rule was switched off. */
  public static final String SWITCHED_OFF = Answer.SWITCHED_OFF;

  /** Another task of the same kind and referral goes on, after two records were linked. */
  public static final String DUPLICATE = "duplicate";

  private static final String REPLACED = "replaced-by-";
  private static final Set<String> DERIVED =
      Set.of(
          ATTENDED,
          REBOOKED,
          CORRECTED,
          DECEASED,
          ENDED,
          REOPENED,
          ANSWERED,
          REACHED,
          BOOKED,
          PASSED,
          RECORDED,
          ASKED,
          SWITCHED_OFF,
          DUPLICATE);

  private CloseReason() {}

  /** A task of a kind that goes further has taken its place. */
  public static String replacedBy(TaskKind kind) {
    return REPLACED + kind.code();
  }

  /** Whether the derivation, and not a person, closed this task. */
  public static boolean derived(SupportTask task) {
    String reason = task.closeReason();
    return !task.status().open()
        && task.owner() == null
        && reason != null
        && (DERIVED.contains(reason) || reason.startsWith(REPLACED));
  }
}
