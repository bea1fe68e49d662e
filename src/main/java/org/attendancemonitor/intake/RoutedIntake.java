package org.attendancemonitor.intake;

import java.util.concurrent.CompletableFuture;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;

/** The intake as callers within the process see it: through the route of their way in. */
public final class RoutedIntake implements Intake {
  private final ProducerTemplate template;
  private final Lanes lanes;
  private final String door;

  /**
   * @param template sends into routes
   * @param lanes asked for room by callers that can wait
   * @param door the endpoint a route of {@code routes/} starts from
   */
  public RoutedIntake(ProducerTemplate template, Lanes lanes, String door) {
    this.template = template;
    this.lanes = lanes;
    this.door = door;
  }

  @Override
  @SuppressWarnings("unchecked")
  public CompletableFuture<Verdict> submit(Submission submission)
      throws IntakeUnavailableException {
    try {
      return template.requestBody(door, submission, CompletableFuture.class);
    } catch (CamelExecutionException failure) {
      if (failure.getCause() instanceof IntakeUnavailableException unavailable) {
        throw unavailable;
      }
      throw failure;
    }
  }

  /** As {@link #submit}, but waits for room instead of refusing: for loads from files. */
  public CompletableFuture<Verdict> submitPatiently(Submission submission)
      throws InterruptedException {
    while (true) {
      lanes.awaitRoom(submission.lane(), submission.feed(), submission.weight());
      try {
        return submit(submission);
      } catch (IntakeUnavailableException full) {
        Thread.sleep(Math.min(200, full.retryAfter().toMillis()));
      }
    }
  }
}
