package org.attendancemonitor;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.attendancemonitor.PlainErrors.CannotRunException;
import org.attendancemonitor.intake.FeedRates;
import org.attendancemonitor.intake.Verdict;

/**
 * The lines of a file no faster than its feed may send: a part goes on when what went before is
 * worked off.
 *
 * @param lines where they go
 * @param rates what each feed is held to
 * @param feed whose file it is
 * @param stopping no longer to be waited for
 */
record PacedLines(LineSink lines, FeedRates rates, String feed, BooleanSupplier stopping)
    implements LineSink {

  @Override
  public CompletableFuture<List<Verdict>> send(List<String> messages) {
    try {
      if (!rates.await(feed, stopping)) {
        throw new CannotRunException("stopped; the file is gone on with at the next start");
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new CannotRunException("stopped; the file is gone on with at the next start");
    }
    rates.charge(feed, messages.size() - 1);
    return lines
        .send(messages)
        .thenApply(
            verdicts -> {
              // A line may be a Bundle.
              int entries = verdicts.stream().mapToInt(verdict -> verdict.entries().size()).sum();
              rates.charge(feed, Math.max(0, entries - messages.size()));
              return verdicts;
            });
  }
}
