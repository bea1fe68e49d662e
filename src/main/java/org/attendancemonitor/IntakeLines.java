package org.attendancemonitor;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.attendancemonitor.feed.FeedReader;
import org.attendancemonitor.intake.Intake;
import org.attendancemonitor.intake.RoutedIntake;
import org.attendancemonitor.intake.Submission;
import org.attendancemonitor.intake.Verdict;

/** The lines of a file into the intake of this process: read on two threads, recorded in order. */
final class IntakeLines implements LineSink, AutoCloseable {
  private final FeedReader reader;
  private final RoutedIntake intake;
  private final Clock clock;
  private final String feed;
  private final boolean history;
  private final ExecutorService readers = Executors.newFixedThreadPool(2);

  IntakeLines(FeedReader reader, RoutedIntake intake, Clock clock, String feed, boolean history) {
    this.reader = reader;
    this.intake = intake;
    this.clock = clock;
    this.feed = feed;
    this.history = history;
  }

  @Override
  public CompletableFuture<List<Verdict>> send(List<String> messages) {
    return CompletableFuture.supplyAsync(() -> submit(messages), readers)
        .thenCompose(IntakeLines::all);
  }

  /**
   * In the lane of history even where tasks are opened: a long load must not hold live events up.
   */
  private List<CompletableFuture<Verdict>> submit(List<String> messages) {
    List<CompletableFuture<Verdict>> verdicts = new ArrayList<>(messages.size());
    for (String message : messages) {
      var submission =
          new Submission(
              reader.read(message, feed),
              feed,
              Intake.Lane.HISTORY,
              clock.instant(),
              history,
              null,
              Set.of());
      try {
        verdicts.add(intake.submitPatiently(submission));
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", stop);
      }
    }
    return verdicts;
  }

  private static CompletableFuture<List<Verdict>> all(List<CompletableFuture<Verdict>> verdicts) {
    return CompletableFuture.allOf(verdicts.toArray(CompletableFuture[]::new))
        .thenApply(done -> verdicts.stream().map(CompletableFuture::join).toList());
  }

  @Override
  public void close() {
    readers.shutdown();
  }
}
