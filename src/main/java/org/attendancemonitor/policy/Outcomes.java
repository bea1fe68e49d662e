package org.attendancemonitor.policy;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attendancemonitor.attendance.TaskKind;

/**
 * How people may end a task: honest outcomes, a closed list for each kind. None of them ends
 * somebody's care by itself.
 */
final class Outcomes {
  static final String REBOOKED = "rebooked-with-support";
  static final String REASON_KNOWN = "reason-known";
  static final String COULD_NOT_REACH = "could-not-reach";
  static final String MOVED_AWAY = "moved-away";
  static final String DECLINED = "declined-support";
  static final String NOT_NEEDED = "no-longer-needed";
  static final String SAFEGUARDING = "safeguarding-concern";
  static final String PLAN_AGREED = "plan-agreed";
  static final String NO_CONCERN = "no-concern-recorded";
  static final String ADVICE = "advice-taken";
  static final String REFERRED = "referred-to-safeguarding";
  static final String KEEP_WAITING = "keep-waiting";
  static final String FOLLOW_UP = "active-follow-up";
  static final String PIFU = "patient-initiated-follow-up";
  static final String ELSEWHERE = "refer-elsewhere";
  static final String DISCHARGE = "discharge-with-evidence";
  static final String REVIEWED = "reviewed";
  static final String REVERSED = "reversed";
  static final String SENT = "sent";
  static final String MET = "met";
  static final String ESCALATED = "escalated";
  static final String UNCHANGED = "unchanged";
  static final String WORSE = "worse";
  static final String NEEDS_CHANGED = "needs-changed";
  static final String CLINICALLY_REVIEWED = "clinically-reviewed";
  static final String NOT_OBTAINABLE = "not-obtainable";
  static final String NEEDS_RECORDED = "needs-recorded";
  static final String NOT_REACHED = "not-reached";
  static final String PREPARED = "prepared";
  static final String CANNOT_MEET = "cannot-meet-need";
  static final String CONFIRMED = "confirmed";
  static final String REARRANGED = "rearranged";
  static final String CANCELLED = "cancelled-by-patient";
  static final String NO_ANSWER = "no-answer";

  private static final Map<TaskKind, List<String>> BY_KIND = byKind();

  private Outcomes() {}

  /** The outcomes a task of a kind may end with, in the order a page would list them. */
  static List<String> of(TaskKind kind) {
    return BY_KIND.get(kind);
  }

  /** Outcomes of a review that answer for an ending that came without one. */
  static final Set<String> OF_BREACH = Set.of(REVIEWED, REVERSED);

  private static Map<TaskKind, List<String>> byKind() {
    Map<TaskKind, List<String>> all = new EnumMap<>(TaskKind.class);
    all.put(
        TaskKind.SUPPORT_ATTENDANCE,
        List.of(
            REBOOKED,
            REASON_KNOWN,
            DECLINED,
            NOT_NEEDED,
            COULD_NOT_REACH,
            MOVED_AWAY,
            SAFEGUARDING));
    all.put(
        TaskKind.SUPPORT_PLAN,
        List.of(PLAN_AGREED, DECLINED, NOT_NEEDED, COULD_NOT_REACH, MOVED_AWAY, SAFEGUARDING));
    all.put(TaskKind.WAS_NOT_BROUGHT, List.of(NO_CONCERN, ADVICE, REFERRED));
    all.put(
        TaskKind.DISCHARGE_REVIEW,
        List.of(KEEP_WAITING, FOLLOW_UP, PIFU, ELSEWHERE, DISCHARGE, REVIEWED, REVERSED));
    all.put(TaskKind.DISCHARGE_LETTER, List.of(SENT));
    all.put(TaskKind.NEED_UNMET, List.of(MET, ESCALATED));
    all.put(TaskKind.RE_OFFER, List.of(REBOOKED, DECLINED, NOT_NEEDED, COULD_NOT_REACH));
    all.put(
        TaskKind.WAITING_WELL,
        List.of(UNCHANGED, WORSE, NEEDS_CHANGED, NOT_NEEDED, COULD_NOT_REACH, CLINICALLY_REVIEWED));
    all.put(TaskKind.RECORD_OUTCOME, List.of(NOT_OBTAINABLE));
    all.put(TaskKind.ASK_NEEDS, List.of(NEEDS_RECORDED, DECLINED, NOT_REACHED));
    all.put(TaskKind.PREPARE_APPOINTMENT, List.of(PREPARED, CANNOT_MEET));
    all.put(TaskKind.REMIND, List.of(CONFIRMED, REARRANGED, CANCELLED, NO_ANSWER));
    return all;
  }
}
