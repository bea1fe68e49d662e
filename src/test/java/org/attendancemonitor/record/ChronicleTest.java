package org.attendancemonitor.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.attendancemonitor.attendance.FactKind;
import org.attendancemonitor.attendance.KeptFact;
import org.attendancemonitor.record.ArrivalOrderTest.Version;

/** What a chronicle tells of a moment is what would have been recalled at that moment. */
class ChronicleTest {
  private static final int LATER = 1_000;
  private static Path folder;
  private static Store store;

  @BeforeContainer
  static void open() throws IOException {
    folder = Files.createTempDirectory("chronicle");
    store = Store.open(StoreSettings.embedded(), folder);
  }

  @AfterContainer
  static void close() throws IOException {
    store.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** What was recalled at a moment: who was one person, and the facts of all. */
  private record Snapshot(Instant moment, Set<Set<Long>> people, Set<KeptFact> facts) {
    /** An answer lies with whom it belongs to now, and is left out of moments that have passed. */
    Set<KeptFact> withoutAnswers() {
      return facts.stream()
          .filter(kept -> kept.fact().kind() != FactKind.RESPONSE)
          .collect(Collectors.toSet());
    }
  }

  @Provide
  Arbitrary<List<Version>> histories() {
    return new ArrivalOrderTest().histories();
  }

  @Property(seed = "20261122", tries = 80)
  void everyMomentIsToldAsItWasRecalledThen(
      @ForAll("histories") List<Version> history, @ForAll Random random) {
    clear();
    List<Snapshot> snapshots = keep(inAnyOrder(history, random));
    Snapshot last = snapshots.get(snapshots.size() - 1);
    List<Chronicle> chronicles = chronicles();
    for (Snapshot recalled : snapshots) {
      Snapshot told = told(chronicles, recalled.moment);
      assertThat(told.withoutAnswers()).isEqualTo(recalled.withoutAnswers());
      if (stillLinked(recalled.people, last.people)) {
        assertThat(told.people).isEqualTo(recalled.people);
      }
    }
    assertThat(told(chronicles, last.moment)).isEqualTo(last);
  }

  private static void clear() {
    store.inTransaction(
        () -> {
          for (String table : List.of("fact", "patient", "patient_key", "appointment_key")) {
            store.writing().update("DELETE FROM " + table);
          }
          return null;
        });
  }

  /** A link that was taken back since is told as never made. */
  private static boolean stillLinked(Set<Set<Long>> then, Set<Set<Long>> now) {
    return then.stream().allMatch(one -> now.stream().anyMatch(all -> all.containsAll(one)));
  }

  /** Messages in an order other than that of their source's times, some of them twice. */
  private static List<List<Incoming>> inAnyOrder(List<Version> history, Random random) {
    List<List<Incoming>> messages = new ArrayList<>();
    for (int i = 0; i < history.size(); i++) {
      messages.add(ArrivalOrderTest.tell(history.get(i), i + 1));
    }
    List<List<Incoming>> again =
        messages.stream().filter(message -> random.nextInt(4) == 0).toList();
    messages.addAll(again);
    Collections.shuffle(messages, random);
    return messages;
  }

  private static List<Snapshot> keep(List<List<Incoming>> messages) {
    Facts facts = new Facts(store, new Places(store));
    Recall recall = new Recall(store);
    List<Snapshot> snapshots = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      Instant moment = Told.at(LATER + i);
      List<Incoming> batch = messages.get(i).stream().map(it -> received(it, moment)).toList();
      store.inTransaction(() -> facts.keep(batch));
      Set<Long> rows =
          new TreeSet<>(store.here().queryForList("SELECT id FROM patient", Long.class));
      Set<Set<Long>> people = new HashSet<>();
      Set<KeptFact> all = new HashSet<>();
      for (Material person : recall.of(rows)) {
        people.add(person.rows());
        all.addAll(person.facts());
      }
      snapshots.add(new Snapshot(moment, people, all));
    }
    return snapshots;
  }

  private static Incoming received(Incoming news, Instant moment) {
    return new Incoming(news.notice(), news.source(), news.feed(), moment, false, true);
  }

  private static List<Chronicle> chronicles() {
    Chronicles all = new Chronicles(store, false);
    List<Chronicle> found = new ArrayList<>();
    for (Chronicles.Part part = all.after(0, 2);
        part.last() != null;
        part = all.after(part.last(), 2)) {
      found.addAll(part.people());
    }
    return found;
  }

  private static Snapshot told(Collection<Chronicle> chronicles, Instant moment) {
    Set<Set<Long>> people = new HashSet<>();
    Set<KeptFact> facts = new HashSet<>();
    for (Chronicle chronicle : chronicles) {
      for (Chronicle.Known person : chronicle.at(moment)) {
        people.add(person.rows());
        facts.addAll(person.facts());
      }
    }
    return new Snapshot(moment, people, facts);
  }
}
