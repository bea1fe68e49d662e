package org.attendancemonitor;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.attendancemonitor.equity.FiguresCollector;
import org.attendancemonitor.equity.LiveFigures;
import org.attendancemonitor.feed.FeedSettings;
import org.attendancemonitor.intake.IntakeMeters;
import org.attendancemonitor.intake.IntakeMeters.FeedTimes;
import org.attendancemonitor.intake.Lanes;
import org.attendancemonitor.record.DeadLetters;
import org.attendancemonitor.record.Outstanding;
import org.attendancemonitor.record.People;
import org.attendancemonitor.record.Tasks;

/** The state of the work and of the feeds now; never by a demographic group. */
public final class LiveState {
  private final FiguresCollector collector;
  private final Tasks tasks;
  private final Outstanding outstanding;
  private final DeadLetters deadLetters;
  private final People people;
  private final FeedSettings feeds;
  private final IntakeMeters meters;
  private final LastHeard lastHeard;
  private final Lanes lanes;
  private final Clock clock;

  LiveState(
      FiguresCollector collector,
      Tasks tasks,
      Outstanding outstanding,
      DeadLetters deadLetters,
      People people,
      FeedSettings feeds,
      IntakeMeters meters,
      LastHeard lastHeard,
      Lanes lanes,
      Clock clock) {
    this.collector = collector;
    this.tasks = tasks;
    this.outstanding = outstanding;
    this.deadLetters = deadLetters;
    this.people = people;
    this.feeds = feeds;
    this.meters = meters;
    this.lastHeard = lastHeard;
    this.lanes = lanes;
    this.clock = clock;
  }

  /** Reads everything once and publishes it as one moment. */
  public void refresh() {
    Instant now = clock.instant();
    collector.publish(
        new LiveFigures(
            taskCounts(now),
            outstanding.outcomesMissing(),
            feedTimes(),
            deadLetters.countByReason(),
            lanes.oldest(now),
            people.possibleDoubles()));
    lastHeard.keep();
  }

  private List<LiveFigures.Tasks> taskCounts(Instant now) {
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

  private List<LiveFigures.Feed> feedTimes() {
    Map<String, FeedTimes> times = meters.feedTimes();
    List<LiveFigures.Feed> known = new ArrayList<>();
    feeds
        .feeds()
        .forEach(
            (name, feed) -> {
              FeedTimes heard = times.getOrDefault(name, new FeedTimes(null, null));
              known.add(
                  new LiveFigures.Feed(
                      name, heard.event(), heard.received(), feed.expectedEvery().orElse(null)));
            });
    return known;
  }
}
