package org.attendancemonitor.intake;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands something over for whoever waits for the commit, but not for ever. */
public final class Submitting {
  private static final Logger LOG = LoggerFactory.getLogger(Submitting.class);
  private static final Duration AGAIN = Duration.ofSeconds(5);

  private final Intake intake;
  private final Duration answerWithin;

  /**
   * @param answerWithin how long the commit is waited for
   */
  public Submitting(Intake intake, Duration answerWithin) {
    this.intake = intake;
    this.answerWithin = answerWithin;
  }

  /**
   * What became of it.
   *
   * @throws IntakeUnavailableException where nothing was recorded
   * @throws TimeoutException where the answer is not there in time, though it may still come about
   */
  public Verdict submit(Submission submission) throws IntakeUnavailableException, TimeoutException {
    try {
      return intake.submit(submission).get(answerWithin.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IntakeUnavailableException unavailable) {
        throw unavailable;
      }
      LOG.error(
          "A submission of feed {} ended in {}",
          submission.feed(),
          e.getCause().getClass().getName());
      throw new IntakeUnavailableException("a fault of ours", AGAIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IntakeUnavailableException("shutting down", AGAIN);
    }
  }
}
