package org.attendancemonitor.api;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.attendancemonitor.intake.Intake;
import org.attendancemonitor.intake.IntakeUnavailableException;
import org.attendancemonitor.intake.Submission;
import org.attendancemonitor.intake.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands over what came in, and waits for the commit. */
final class Handover {
  static final Duration AGAIN = Duration.ofSeconds(5);
  private static final Logger log = LoggerFactory.getLogger(Handover.class);

  private final Intake intake;
  private final Duration answerWithin;

  /**
   * @param answerWithin how long a sender waits for the commit
   */
  Handover(Intake intake, Duration answerWithin) {
    this.intake = intake;
    this.answerWithin = answerWithin;
  }

  /**
   * What became of it.
   *
   * @param late told where the answer is not there in time, though it may still come about
   * @throws Refused where nothing can be accepted now
   */
  Verdict submit(Submission submission, String late) {
    try {
      return intake.submit(submission).get(answerWithin.toMillis(), TimeUnit.MILLISECONDS);
    } catch (IntakeUnavailableException e) {
      throw later(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IntakeUnavailableException unavailable) {
        throw later(unavailable);
      }
      log.error(
          "A submission of feed {} ended in {}",
          submission.feed(),
          e.getCause().getClass().getName());
      throw nothingRecorded();
    } catch (TimeoutException e) {
      throw Refused.later(503, AGAIN, late);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refused.later(503, AGAIN, "Shutting down; send it again.");
    }
  }

  /** A fault of ours kept it from being recorded. */
  static Refused nothingRecorded() {
    return Refused.later(503, AGAIN, "Nothing was recorded; send it again.");
  }

  private static Refused later(IntakeUnavailableException e) {
    return Refused.later(503, e.retryAfter(), "Nothing was recorded; send it again.");
  }
}
