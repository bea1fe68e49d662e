package org.attendancemonitor;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Stream;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.configuration.ServicesSettings;
import org.attendancemonitor.equity.Altered;
import org.attendancemonitor.equity.EquitySettings;
import org.attendancemonitor.equity.Figures;
import org.attendancemonitor.equity.Release;
import org.attendancemonitor.feed.FeedReader;
import org.attendancemonitor.intake.RoutedIntake;
import org.attendancemonitor.intake.Verdict;
import org.attendancemonitor.record.Releases;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.record.Tallies;
import org.attendancemonitor.simulation.Lsoa;
import org.attendancemonitor.simulation.SimulatedEvent;
import org.attendancemonitor.simulation.Trust;
import org.attendancemonitor.simulation.TrustPlan;

/**
 * A synthetic trust that has gone the whole way, from its messages to a release. Loaded once for
 * all tests that hold what is published against what was put in.
 *
 * @param trust its messages can be told again
 * @param release what was published
 */
record LoadedTrust(Trust trust, Release release) {
  static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
  static final LocalDate YESTERDAY = TODAY.minusDays(1);
  static final Path AREAS = Path.of("config/reference/imd2025-lsoa2021-england.csv");

  private static LoadedTrust loaded;

  /**
   * The trust, loaded now where no other test has.
   *
   * @param folder for its record; not needed afterwards
   */
  static synchronized LoadedTrust once(Path folder) throws IOException, InterruptedException {
    if (loaded == null) {
      Trust trust = new Trust(TrustPlan.of(8_000, 400, TODAY, 3, Lsoa.read(AREAS)));
      loaded = new LoadedTrust(trust, release(trust, folder));
    }
    return loaded;
  }

  private static Release release(Trust trust, Path folder)
      throws IOException, InterruptedException {
    Configuration configuration =
        Configuration.load(
            Path.of("config"), Map.of(), Map.of("attendance.data", folder.resolve("d").toString()));
    SetClock clock = new SetClock(TODAY.atStartOfDay(TrustPlan.ZONE).plusHours(9).toInstant());
    try (Monitor monitor =
            Monitor.start(configuration, Monitor.Extent.RECORD_ONLY, Map.of(), clock);
        DemoHistory history =
            new DemoHistory(
                monitor.part(FeedReader.class),
                monitor.part("fileIntake", RoutedIntake.class),
                clock);
        Stream<SimulatedEvent> events = trust.history()) {
      history.load(events.iterator(), Instant.EPOCH, seconds -> {});
      if (history.tally().of(Verdict.Result.REJECTED) > 0) {
        throw new IllegalStateException("some messages were rejected");
      }
      Store store = monitor.part(Store.class);
      Figures figures =
          new Figures(
              Altered.settings(configuration.settings(EquitySettings.class), "pastReleases", 0),
              new Tallies(store, Duration.ofSeconds(1)),
              new Releases(store),
              configuration.settings(ServicesSettings.class).firstPerWeek());
      figures.refresh();
      return figures.release(clock.instant()).orElseThrow();
    }
  }
}
