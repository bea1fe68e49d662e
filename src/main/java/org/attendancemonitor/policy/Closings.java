package org.attendancemonitor.policy;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.TaskKind;

/** Why a task is no longer due: what an untaken one closes with. */
final class Closings {
  private Closings() {}

  /** Of a task whose ground has gone without more to say. */
  static Closing usual(Pathway pathway) {
    if (pathway.record.person().deceased()) {
      return Closing.cancelled(CloseReason.DECEASED);
    }
    return Closing.cancelled(pathway.referral.live() ? CloseReason.CORRECTED : CloseReason.ENDED);
  }

  /** Of a task about appointments to come: they have passed, or it is no longer called for. */
  static Closing coming(Pathway pathway, TaskKind kind) {
    Set<String> ahead = pathway.toCome().stream().map(Appointment::id).collect(Collectors.toSet());
    boolean still = pathway.openAbout(kind).anyMatch(ahead::contains);
    return pathway.over() || still ? usual(pathway) : Closing.cancelled(CloseReason.PASSED);
  }

  /**
   * Of a support task.
   *
   * @param due what is due instead, or null
   */
  static Closing support(Pathway pathway, TaskKind kind, Due due) {
    if (pathway.record.person().deceased()) {
      return Closing.cancelled(CloseReason.DECEASED);
    }
    if (due != null) {
      TaskKind instead =
          due.kind() == kind ? Policy.furtherAtWork(pathway, kind).orElse(kind) : due.kind();
      boolean further = instead.compareTo(kind) > 0;
      return Closing.cancelled(further ? CloseReason.replacedBy(instead) : CloseReason.CORRECTED);
    }
    if (!pathway.referral.live()) {
      return Closing.cancelled(CloseReason.ENDED);
    }
    return common(pathway);
  }

  /** Of a review. */
  static Closing review(Pathway pathway) {
    if (pathway.record.person().deceased()) {
      return Closing.cancelled(CloseReason.DECEASED);
    }
    boolean ofEnding =
        pathway.tasks(TaskKind.DISCHARGE_REVIEW).stream()
            .anyMatch(task -> task.status().open() && task.rule().equals(EndedWithoutReview.ID));
    if (ofEnding && pathway.referral.live()) {
      return Closing.cancelled(CloseReason.REOPENED);
    }
    if (!pathway.unanswered.isEmpty() && pathway.reachedSince(pathway.unanswered).isPresent()) {
      return Closing.cancelled(CloseReason.REACHED);
    }
    Closing common = common(pathway);
    return Closing.cancelled(common.reason());
  }

  private static Closing common(Pathway pathway) {
    List<Appointment> misses = pathway.misses();
    if (misses.isEmpty()) {
      return Closing.cancelled(CloseReason.CORRECTED);
    }
    if (!pathway.unanswered.isEmpty()) {
      return Closing.cancelled(CloseReason.CORRECTED);
    }
    if (misses.stream().anyMatch(pathway::attendedSince)) {
      return Closing.completed(CloseReason.ATTENDED);
    }
    boolean finished =
        misses.stream()
            .anyMatch(miss -> pathway.settledBy(miss).filter(Answer.FINISHED::equals).isPresent());
    return Closing.cancelled(finished ? CloseReason.ANSWERED : CloseReason.CORRECTED);
  }
}
