package org.attendancemonitor.attendance;

import java.util.Locale;

/** What a task asks for; codes of {@code urn:attendance-monitor:task-kind}. */
public enum TaskKind {
  SUPPORT_ATTENDANCE,
  SUPPORT_PLAN,
  WAS_NOT_BROUGHT,
  DISCHARGE_REVIEW,
  DISCHARGE_LETTER,
  NEED_UNMET,
  RE_OFFER,
  WAITING_WELL,
  RECORD_OUTCOME,
  ASK_NEEDS,
  PREPARE_APPOINTMENT,
  REMIND;

  /** The code, for example {@code support-attendance}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The kind with this code.
   *
   * @throws IllegalArgumentException where there is none
   */
  public static TaskKind of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
