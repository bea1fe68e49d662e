package org.attendancemonitor.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.attendance.SupportTask;

/**
 * What people say of how an appointment ended that the record system has not told of. It is kept
 * with the task and with who said it, and is no outcome: only the record system tells that, and
 * whatever follows from it. Until then the appointment stays unknown, and the task open.
 */
final class OutcomeTold {
  /** What may be said, after the codes of the NHS Data Dictionary. */
  static final List<String> WORDS =
      List.of(
          "attended", "missed", "was-not-brought", "cancelled-by-patient", "cancelled-by-provider");

  private OutcomeTold() {}

  /** What stands against keeping it; the items are ids of the task's appointments. */
  static Optional<ActAnswer.Refused> judge(SupportTask task, Act act) {
    List<Reason> faults = new ArrayList<>();
    if (act.said().isEmpty()) {
      faults.add(new Reason("outcome", "Nothing is said."));
    }
    act.said()
        .forEach(
            (appointment, word) -> {
              if (!task.appointments().contains(appointment)) {
                faults.add(new Reason("outcome", "The task is not about this appointment."));
              }
              if (!WORDS.contains(word)) {
                faults.add(new Reason("outcome", "An appointment ended as one of " + WORDS + "."));
              }
            });
    return faults.isEmpty()
        ? Optional.empty()
        : Optional.of(new ActAnswer.Refused(ActAnswer.Kind.UNUSABLE, List.copyOf(faults)));
  }
}
