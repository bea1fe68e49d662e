package org.attendancemonitor.api;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.attendancemonitor.intake.Intake;
import org.attendancemonitor.intake.IntakeUnavailableException;
import org.attendancemonitor.intake.Submission;
import org.attendancemonitor.intake.Submitting;
import org.attendancemonitor.intake.Verdict;

/** Hands over what came in, and waits for the commit. */
final class Handover {
  static final Duration AGAIN = Duration.ofSeconds(5);

  private final Submitting submitting;

  /**
   * @param answerWithin how long a sender waits for the commit
   */
  Handover(Intake intake, Duration answerWithin) {
    this.submitting = new Submitting(intake, answerWithin);
  }

  /**
   * What became of it.
   *
   * @param late told where the answer is not there in time, though it may still come about
   * @throws Refused where nothing can be accepted now
   */
  Verdict submit(Submission submission, String late) {
    try {
      return submitting.submit(submission);
    } catch (IntakeUnavailableException e) {
      throw Refused.later(503, e.retryAfter(), "Nothing was recorded; send it again.");
    } catch (TimeoutException e) {
      throw Refused.later(503, AGAIN, late);
    }
  }

  /** A fault of ours kept it from being recorded. */
  static Refused nothingRecorded() {
    return Refused.later(503, AGAIN, "Nothing was recorded; send it again.");
  }
}
