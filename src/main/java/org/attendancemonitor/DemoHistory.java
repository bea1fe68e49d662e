package org.attendancemonitor;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.LongConsumer;
import org.attendancemonitor.feed.FeedReader;
import org.attendancemonitor.intake.RoutedIntake;
import org.attendancemonitor.intake.Verdict;
import org.attendancemonitor.simulation.SimulatedEvent;

/**
 * The history of the synthetic trust into the record, each event as of its own feed. What lies
 * within the horizon opens tasks, as it would at a real first start.
 */
final class DemoHistory implements AutoCloseable {
  private static final int LINES_AT_ONCE = 250;
  private static final int PARTS_IN_FLIGHT = 6;

  private final FeedReader reader;
  private final RoutedIntake intake;
  private final Clock clock;
  private final boolean history;
  private final Map<String, IntakeLines> sinks = new HashMap<>();
  private final Map<String, List<String>> waiting = new HashMap<>();
  private final Deque<CompletableFuture<List<Verdict>>> inFlight = new ArrayDeque<>();
  private final LoadTally tally = new LoadTally();

  DemoHistory(FeedReader reader, RoutedIntake intake, Clock clock) {
    this(reader, intake, clock, false);
  }

  /**
   * @param history nothing of it opens tasks, however recent
   */
  DemoHistory(FeedReader reader, RoutedIntake intake, Clock clock, boolean history) {
    this.reader = reader;
    this.intake = intake;
    this.clock = clock;
    this.history = history;
  }

  /**
   * Loads events.
   *
   * @param start of the history
   * @param progress told the seconds of history that have passed
   */
  void load(Iterator<SimulatedEvent> events, Instant start, LongConsumer progress)
      throws IOException, InterruptedException {
    Instant told = start;
    while (events.hasNext()) {
      SimulatedEvent event = events.next();
      List<String> lines = waiting.computeIfAbsent(event.feed(), feed -> new ArrayList<>());
      lines.add(event.json());
      if (lines.size() == LINES_AT_ONCE) {
        send(event.feed());
        if (event.at().isAfter(told)) {
          progress.accept(Duration.between(told, event.at()).toSeconds());
          told = event.at();
        }
      }
    }
    for (String feed : List.copyOf(waiting.keySet())) {
      send(feed);
    }
    while (!inFlight.isEmpty()) {
      settle();
    }
  }

  private void send(String feed) throws IOException, InterruptedException {
    if (inFlight.size() == PARTS_IN_FLIGHT) {
      settle();
    }
    IntakeLines sink =
        sinks.computeIfAbsent(feed, name -> new IntakeLines(reader, intake, clock, name, history));
    inFlight.add(sink.send(waiting.remove(feed)));
  }

  private void settle() throws IOException, InterruptedException {
    try {
      inFlight.poll().get().forEach(tally::add);
    } catch (ExecutionException failure) {
      throw new IOException(failure.getCause().getMessage(), failure.getCause());
    }
  }

  LoadTally tally() {
    return tally;
  }

  @Override
  public void close() {
    sinks.values().forEach(IntakeLines::close);
  }
}
