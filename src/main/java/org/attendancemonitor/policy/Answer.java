package org.attendancemonitor.policy;

import org.attendancemonitor.attendance.TaskKind;

/** Why a missed appointment has no open task, or which task answers it: stable codes. */
public final class Answer {
  /** The person has died; nobody is contacted. */
  public static final String DECEASED = "deceased";

  /** First heard of as history: it counts in figures and as a repeat, and opens no task. */
  public static final String HISTORIC = "historic";

  /** A person has finished a task that lists it. */
  public static final String FINISHED = "answered-by-finished-task";

  /** The person attended a later appointment on the same referral. */
  public static final String ATTENDED = "attended-since";

  /** The person was reached and a new appointment is booked. */
  public static final String REBOOKED = "contacted-and-rebooked";

  /** The referral is ended, and its review is done or not called for. */
  public static final String ENDED = "referral-ended";

  /** The service does not count "arrived late, could not be seen" as a miss. */
  public static final String NOT_COUNTED = "late-not-seen-not-counted";

  /** It was never a booked appointment. */
  public static final String NOT_BOOKED = "not-booked";

  /** Every rule that would answer it is switched off in this service. */
  public static final String SWITCHED_OFF = "rule-switched-off";

  private Answer() {}

  /** A task of this kind answers it. */
  public static String task(TaskKind kind) {
    return "task:" + kind.code();
  }
}
