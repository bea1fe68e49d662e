package org.attendancemonitor.worklist;

import java.time.Clock;
import java.util.concurrent.TimeoutException;
import org.attendancemonitor.access.RequestId;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.intake.Asked;
import org.attendancemonitor.intake.IntakeUnavailableException;
import org.attendancemonitor.intake.Submission;
import org.attendancemonitor.intake.Submitting;
import org.attendancemonitor.intake.Verdict;
import org.attendancemonitor.policy.Act;
import org.attendancemonitor.policy.ActAnswer;
import org.springframework.http.HttpStatus;

/**
 * Hands what somebody asks to the intake, and says in words what stands against it.
 *
 * @param submitting waits for what became of it
 * @param clock tells the moment it is asked
 */
record Submissions(Submitting submitting, Clock clock) {

  /**
   * Asks one act.
   *
   * @param field to which a fault is told, or null for the whole form
   * @param faults told why it was not done
   * @return how the answer is to be called
   */
  HttpStatus submit(Act asked, String field, FormFaults faults) {
    return submit(new Asked.WithTask(asked), field, faults);
  }

  /** Asks whatever people may ask, in the same way. */
  HttpStatus submit(Asked asked, String field, FormFaults faults) {
    Verdict verdict;
    try {
      verdict =
          submitting.submit(Submission.asked(asked, clock.instant()).from(RequestId.current()));
    } catch (IntakeUnavailableException away) {
      faults.add(field, "Nothing was recorded: the record is busy. Send it again in a moment");
      return HttpStatus.SERVICE_UNAVAILABLE;
    } catch (TimeoutException late) {
      faults.add(
          field,
          "It is not certain that this was recorded. Look at it again before you send it again");
      return HttpStatus.SERVICE_UNAVAILABLE;
    }
    if (verdict.refusal() != null) {
      for (Reason reason : verdict.refusal().why()) {
        faults.add(field, reason.text());
      }
      return status(verdict.refusal().kind());
    }
    if (!verdict.clean()) {
      faults.add(
          field, "Nothing was recorded: a fault of ours. Send it again, or tell the operator");
      return HttpStatus.SERVICE_UNAVAILABLE;
    }
    return HttpStatus.OK;
  }

  private static HttpStatus status(ActAnswer.Kind kind) {
    return switch (kind) {
      case CONFLICT -> HttpStatus.CONFLICT;
      case UNUSABLE -> HttpStatus.UNPROCESSABLE_CONTENT;
      case FORBIDDEN -> HttpStatus.FORBIDDEN;
    };
  }
}
