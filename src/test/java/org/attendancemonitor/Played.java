package org.attendancemonitor;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.configuration.ServerSettings;
import org.attendancemonitor.configuration.ServicesSettings;
import org.attendancemonitor.feed.FeedReader;
import org.attendancemonitor.intake.Asked;
import org.attendancemonitor.intake.Intake;
import org.attendancemonitor.intake.RoutedIntake;
import org.attendancemonitor.intake.Submission;
import org.attendancemonitor.intake.Verdict;
import org.attendancemonitor.record.Chronicle;
import org.attendancemonitor.record.Chronicles;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.record.TaskQuery;
import org.attendancemonitor.record.Tasks;
import org.attendancemonitor.replay.Replay;
import org.attendancemonitor.replay.Replayed;
import org.springframework.jdbc.core.JdbcTemplate;

/** A running record whose time a test moves on: whoever is to be looked at is, at the moment. */
final class Played implements AutoCloseable {
  private final Configuration configuration;
  private final SetClock clock;
  private final Monitor monitor;
  private boolean closed;

  Played(Configuration configuration, Instant start) throws IOException {
    this.configuration = configuration;
    this.clock = new SetClock(start);
    this.monitor = Monitor.start(configuration, Monitor.Extent.RECORD_ONLY, Map.of(), clock);
  }

  Monitor monitor() {
    return monitor;
  }

  Instant now() {
    return clock.instant();
  }

  JdbcTemplate record() {
    return new JdbcTemplate(monitor.part(Store.class).reader());
  }

  /** Lets time pass. */
  void until(Instant moment) throws Exception {
    while (true) {
      Long due = record().queryForObject("SELECT min(look_again_at) FROM patient", Long.class);
      if (due == null || due > moment.toEpochMilli()) {
        break;
      }
      clock.set(Instant.ofEpochMilli(Math.max(due, now().toEpochMilli())));
      Set<Long> rows =
          new LinkedHashSet<>(
              record()
                  .queryForList(
                      "SELECT id FROM patient WHERE look_again_at <= ?", Long.class, due));
      submit(Submission.lookAgain(rows, now()));
    }
    clock.set(moment);
  }

  Verdict send(String json, String feed) throws Exception {
    return submit(
        Submission.of(
            monitor.part(FeedReader.class).read(json, feed), feed, Intake.Lane.LIVE, now()));
  }

  Verdict act(Asked asked) throws Exception {
    return submit(Submission.asked(asked, now()));
  }

  private Verdict submit(Submission submission) throws Exception {
    return monitor.part(RoutedIntake.class).submit(submission).get(60, TimeUnit.SECONDS);
  }

  /** Every task of the record. */
  List<SupportTask> tasks() {
    return monitor
        .part(Tasks.class)
        .search(
            new TaskQuery(
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                TaskQuery.Sort.OPENED,
                100_000,
                0));
  }

  /** What a policy makes of everyone's facts, read beside the record's owner. */
  List<Replayed> replayed(Configuration changed) {
    RuleWiring rules = new RuleWiring();
    ServicesSettings services = rules.servicesSettings(changed);
    Replay replay =
        new Replay(
            services.catalogue(),
            rules.assessment(changed),
            rules.policy(changed, services),
            now());
    ServerSettings server = configuration.settings(ServerSettings.class);
    List<Replayed> all = new ArrayList<>();
    try (Store store = Store.openToRead(StoreAddress.of(server), server.data()).orElseThrow()) {
      Chronicles chronicles = new Chronicles(store, false);
      for (Chronicles.Part part = chronicles.after(0, 100);
          part.last() != null;
          part = chronicles.after(part.last(), 100)) {
        for (Chronicle person : part.people()) {
          all.add(replay.of(person));
        }
      }
    }
    return all;
  }

  /** The configuration of a folder, with a data folder. */
  static Configuration configuration(Path config, Path data) {
    return Configuration.load(config, Map.of(), Map.of("attendance.data", data.toString()));
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      monitor.close();
    }
  }
}
