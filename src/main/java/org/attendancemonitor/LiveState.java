package org.attendancemonitor;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.attendancemonitor.equity.FiguresCollector;
import org.attendancemonitor.equity.LiveFigures;
import org.attendancemonitor.record.Clockwork;
import org.attendancemonitor.record.DeadLetters;
import org.attendancemonitor.record.Outstanding;
import org.attendancemonitor.record.People;
import org.attendancemonitor.record.Tasks;
import org.attendancemonitor.worklist.FeedBoard;

/** The state of the work and of the feeds now; never by a demographic group. */
public final class LiveState {
  private final FiguresCollector collector;
  private final Seldom<List<LiveFigures.Tasks>> tasks;
  private final Outstanding outstanding;
  private final DeadLetters deadLetters;
  private final Seldom<Map<String, Long>> doubles;
  private final Clockwork clockwork;
  private final FeedBoard feeds;
  private final LastHeard lastHeard;
  private final Clock clock;

  LiveState(
      FiguresCollector collector,
      Tasks tasks,
      Outstanding outstanding,
      DeadLetters deadLetters,
      People people,
      Clockwork clockwork,
      FeedBoard feeds,
      LastHeard lastHeard,
      Clock clock) {
    this.collector = collector;
    this.tasks = new Seldom<>(() -> taskCounts(tasks, clock.instant()));
    this.outstanding = outstanding;
    this.deadLetters = deadLetters;
    this.doubles = new Seldom<>(people::possibleDoubles);
    this.clockwork = clockwork;
    this.feeds = feeds;
    this.lastHeard = lastHeard;
    this.clock = clock;
  }

  /** Reads what is due and publishes all of it. */
  public void refresh() {
    collector.publish(
        new LiveFigures(
            tasks.get(),
            outstanding.outcomesMissing(),
            feeds.feeds().stream().map(LiveState::feed).toList(),
            deadLetters.countByReason(),
            feeds.oldestEvent(),
            doubles.get(),
            clockwork.failed()));
    lastHeard.keep();
  }

  private static List<LiveFigures.Tasks> taskCounts(Tasks tasks, Instant now) {
    List<LiveFigures.Tasks> counts = new ArrayList<>();
    tasks
        .counts(now)
        .forEach(
            (group, count) ->
                counts.add(
                    new LiveFigures.Tasks(
                        group.service(),
                        group.kind().code(),
                        group.status().code(),
                        group.overdue(),
                        count)));
    return counts;
  }

  private static LiveFigures.Feed feed(FeedBoard.Feed feed) {
    Map<String, LiveFigures.Codes> unmapped = new TreeMap<>();
    for (FeedBoard.Unmapped one : feed.unmapped()) {
      unmapped.merge(one.use(), new LiveFigures.Codes(1, one.seen()), LiveFigures.Codes::and);
    }
    FeedBoard.Compared compared = feed.compared();
    return new LiveFigures.Feed(
        feed.name(),
        feed.event(),
        feed.received(),
        feed.expectedEvery(),
        new LiveFigures.Troubles(
            feed.waiting().values().stream().mapToLong(Long::longValue).sum(),
            feed.oldest(),
            unmapped,
            compared == null ? null : compared.at(),
            compared == null ? Map.of() : counts(compared)),
        feed.ways());
  }

  private static Map<String, Long> counts(FeedBoard.Compared compared) {
    return Map.of(
        "agreeing", compared.agreeing(),
        "missing", compared.missing(),
        "extra", compared.extra(),
        "differing", compared.differing(),
        "unreadable", compared.unreadable());
  }
}
