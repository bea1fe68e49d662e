package org.attendancemonitor.policy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.attendancemonitor.attendance.Appointment;
import org.attendancemonitor.attendance.TaskKind;

/**
 * How each miss of a referral is answered: by a task, or by a recorded reason why not. There is no
 * third way.
 *
 * @param pathway the referral
 * @param support the support task due, or null
 * @param review the review due, or null
 */
record Answers(Pathway pathway, Due support, Due review) {

  /** The answer for every miss on the referral, by the appointment's id. */
  Map<String, String> byMiss() {
    Map<String, String> answers = new LinkedHashMap<>();
    pathway.record.appointments().stream()
        .filter(a -> a.referral().equals(pathway.referral.id()) && a.outcome().missed())
        .forEach(a -> answers.put(a.id(), answer(a)));
    return answers;
  }

  private String answer(Appointment miss) {
    if (!miss.booked() || miss.start() == null) {
      return Answer.NOT_BOOKED;
    }
    if (!pathway.definition.isMiss(miss)) {
      return Answer.NOT_COUNTED;
    }
    if (support != null && support.appointments().contains(miss.id())) {
      return support.finished() ? Answer.REBOOKED : Answer.task(kindAtWork());
    }
    if (review != null && review.appointments().contains(miss.id())) {
      return Answer.task(TaskKind.DISCHARGE_REVIEW);
    }
    return pathway.settledBy(miss).orElseGet(() -> unsettled(miss));
  }

  /** Where somebody is at work on a task that goes further, that one answers. */
  private TaskKind kindAtWork() {
    return Policy.SUPPORT.stream()
        .filter(kind -> kind == support.kind() || Policy.atWork(pathway, kind))
        .findFirst()
        .orElse(support.kind());
  }

  private String unsettled(Appointment miss) {
    if (!pathway.referral.live()) {
      return Answer.ENDED;
    }
    return pathway.attendedSince(miss) ? Answer.ATTENDED : Answer.SWITCHED_OFF;
  }
}
