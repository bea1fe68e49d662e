package org.attendancemonitor.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.attendancemonitor.feed.Entry;
import org.attendancemonitor.feed.FeedReader;
import org.attendancemonitor.record.Derivation;
import org.attendancemonitor.record.Derived;
import org.attendancemonitor.record.Facts;
import org.attendancemonitor.record.Incoming;
import org.attendancemonitor.record.Material;
import org.attendancemonitor.record.Places;
import org.attendancemonitor.record.Recall;
import org.attendancemonitor.record.Recorded;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.record.StoreSettings;

/**
 * How fast the record alone keeps and recalls what the service keeps: a rehearsal reads and derives
 * everything once; each measurement then plays the same rows into a new SQLite file, with nothing
 * read, assessed or decided.
 */
final class StoreProbe {

  /** One transaction. */
  private record Batch(List<Incoming> facts, Set<Long> people, List<Derivation> derived) {}

  /** The parts of one open record. */
  private record Desk(Store store, Facts facts, Recall recall, Derived derived) {
    static Desk of(Store store) {
      Facts facts = new Facts(store, new Places(store));
      return new Desk(store, facts, new Recall(store), new Derived(store));
    }
  }

  private final BenchPlan plan;
  private final List<Batch> batches;
  private final int messages;

  /** Rehearses. */
  StoreProbe(BenchPlan plan, List<SimulatedEvent> events, FeedReader reader, Deriver deriver) {
    this.plan = plan;
    this.messages = events.size();
    this.batches =
        inNewRecord(
            desk -> {
              List<Batch> kept = new ArrayList<>();
              for (int from = 0; from < events.size(); from += plan.batch()) {
                int to = Math.min(events.size(), from + plan.batch());
                List<Incoming> facts = read(events.subList(from, to), reader);
                kept.add(desk.store().inTransaction(() -> rehearse(desk, facts, deriver)));
              }
              return kept;
            });
  }

  /** Messages a second. */
  double measure() {
    return inNewRecord(
        desk -> {
          long started = System.nanoTime();
          batches.forEach(batch -> desk.store().<Integer>inTransaction(() -> replay(desk, batch)));
          return messages / ((System.nanoTime() - started) / 1e9);
        });
  }

  private Batch rehearse(Desk desk, List<Incoming> facts, Deriver deriver) {
    Set<Long> people = new TreeSet<>();
    for (Recorded recorded : desk.facts().keep(facts)) {
      people.addAll(recorded.patients());
    }
    List<Derivation> derived = new ArrayList<>();
    for (Material material : desk.recall().of(people)) {
      derived.add(deriver.derive(material, plan.now()));
    }
    desk.derived().keep(derived);
    return new Batch(facts, people, derived);
  }

  private static int replay(Desk desk, Batch batch) {
    int kept = desk.facts().keep(batch.facts()).size();
    desk.recall().of(batch.people());
    desk.derived().keep(batch.derived());
    return kept;
  }

  private List<Incoming> read(List<SimulatedEvent> events, FeedReader reader) {
    List<Incoming> facts = new ArrayList<>();
    for (SimulatedEvent event : events) {
      for (Entry entry : reader.read(event.json(), event.feed()).entries()) {
        String source = reader.source(event.feed());
        entry
            .notices()
            .forEach(
                notice ->
                    facts.add(new Incoming(notice, source, event.feed(), plan.now(), false, true)));
      }
    }
    return facts;
  }

  private <T> T inNewRecord(Function<Desk, T> work) {
    try {
      Path folder = Files.createTempDirectory(plan.scratch(), "bench-store");
      try (Store store = Store.open(StoreSettings.embedded(), folder)) {
        return work.apply(Desk.of(store));
      } finally {
        remove(folder);
      }
    } catch (IOException disk) {
      throw new UncheckedIOException(disk);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
