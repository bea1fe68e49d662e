package org.attendancemonitor;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.configuration.ServerSettings;
import org.attendancemonitor.equity.Figures;
import org.attendancemonitor.feed.FeedReader;
import org.attendancemonitor.record.Derivation;
import org.attendancemonitor.record.Derived;
import org.attendancemonitor.record.Facts;
import org.attendancemonitor.record.Incoming;
import org.attendancemonitor.record.Leases;
import org.attendancemonitor.record.Marks;
import org.attendancemonitor.record.Material;
import org.attendancemonitor.record.Nodes;
import org.attendancemonitor.record.Recall;
import org.attendancemonitor.record.Recorded;
import org.attendancemonitor.record.SideBySide;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.simulation.Deriver;
import org.attendancemonitor.simulation.LongKnown;
import org.attendancemonitor.simulation.TrustPlan;

/** Fills a record with the history of people, by the parts of the service itself. */
final class KnownRecord {
  private static final int BATCH = 250;
  private static final String NODE = "bench";

  private final Configuration configuration;
  private final TrustPlan plan;
  private final Instant now;

  /**
   * What was filled in.
   *
   * @param appointments of all together
   * @param filling how long it took
   * @param counting how long the figures of it took, the releases of two years included
   */
  record Filled(long appointments, Duration filling, Duration counting) {}

  /** An empty record, whose folder may not exist yet. */
  KnownRecord(Configuration configuration, TrustPlan plan, Instant now) {
    this.configuration = configuration;
    this.plan = plan;
    this.now = now;
  }

  /**
   * Fills it, and counts and releases its figures, so that a service has nothing to catch up with.
   *
   * @param people how many
   * @param each mean number of appointments of a person
   */
  Filled fill(int people, int each) throws IOException {
    long begun = System.nanoTime();
    long appointments = 0;
    try (Monitor monitor = Monitor.start(configuration, Monitor.Extent.RECORD_ONLY, Map.of())) {
      settle(monitor);
      LongKnown known = new LongKnown(plan, now, monitor.part(FeedReader.class));
      Deriver deriver = BenchCommand.deriver(monitor);
      for (int from = 0; from < people; from += BATCH) {
        List<Integer> some = IntStream.range(from, Math.min(people, from + BATCH)).boxed().toList();
        appointments += keep(monitor, known, deriver, some, each);
      }
    }
    long filled = System.nanoTime();
    count();
    return new Filled(
        appointments,
        Duration.ofNanos(filled - begun),
        Duration.ofNanos(System.nanoTime() - filled));
  }

  /** As a service does at its first start, or the next one would assess everyone again. */
  private void settle(Monitor monitor) {
    Store store = monitor.part(Store.class);
    Clock clock = Clock.systemUTC();
    String derivation = DerivedFrom.derivation(configuration.fingerprint());
    Leases leases = new Leases(store, NODE, clock);
    new DerivedFrom(
            store,
            monitor.part(Marks.class),
            monitor.part(Rederivation.class),
            new Nodes(store, NODE, derivation, clock),
            leases)
        .settle(configuration.fingerprint());
    leases.giveBack();
  }

  private long keep(
      Monitor monitor, LongKnown known, Deriver deriver, List<Integer> people, int each) {
    SideBySide sideBySide = monitor.part(SideBySide.class);
    List<Incoming> facts = new ArrayList<>();
    sideBySide.each(people, person -> known.of(person, each)).forEach(facts::addAll);
    Store store = monitor.part(Store.class);
    store.inTransaction(
        () -> {
          Set<Long> rows = new TreeSet<>();
          for (Recorded recorded : monitor.part(Facts.class).keep(facts)) {
            rows.addAll(recorded.patients());
          }
          List<Material> material = monitor.part(Recall.class).of(rows);
          List<Derivation> derived =
              sideBySide.each(material, person -> deriver.derive(person, now));
          monitor.part(Derived.class).keep(derived);
          return null;
        });
    return facts.size() - 2L * people.size();
  }

  private void count() {
    ServerSettings settings = configuration.settings(ServerSettings.class);
    try (Store store = Store.open(StoreAddress.of(settings), settings.data())) {
      Leases leases = new Leases(store, NODE, Clock.systemUTC());
      leases.hold(Node.FIGURES);
      Figures figures = new FiguresWiring().equityFigures(store, leases, configuration);
      figures.refresh();
      figures.release(now);
      leases.giveBack();
    }
  }
}
