package org.attendancemonitor.worklist;

import java.time.Instant;
import java.util.concurrent.TimeoutException;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.intake.Asked;
import org.attendancemonitor.intake.IntakeUnavailableException;
import org.attendancemonitor.intake.Submission;
import org.attendancemonitor.intake.Submitting;
import org.attendancemonitor.intake.Verdict;
import org.attendancemonitor.policy.ActAnswer;
import org.springframework.http.HttpStatus;

/** Hands over what somebody asks for in a form, and says in words what stands against it. */
final class Handing {
  private final Submitting submitting;

  Handing(Submitting submitting) {
    this.submitting = submitting;
  }

  /**
   * Waits until it is recorded, or refused.
   *
   * @param faults told why it was not recorded
   * @return the status of the answer; OK where it was recorded
   */
  HttpStatus over(Asked asked, Instant now, FormFaults faults) {
    Verdict verdict;
    try {
      verdict = submitting.submit(Submission.asked(asked, now));
    } catch (IntakeUnavailableException away) {
      faults.add(null, "Nothing was recorded: the record is busy. Send it again in a moment");
      return HttpStatus.SERVICE_UNAVAILABLE;
    } catch (TimeoutException late) {
      faults.add(
          null,
          "It is not certain that this was recorded. Look at it again before you send it again");
      return HttpStatus.SERVICE_UNAVAILABLE;
    }
    if (verdict.refusal() != null) {
      for (Reason reason : verdict.refusal().why()) {
        faults.add(null, reason.text());
      }
      return status(verdict.refusal().kind());
    }
    if (!verdict.clean()) {
      faults.add(
          null, "Nothing was recorded: a fault of ours. Send it again, or tell the operator");
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
