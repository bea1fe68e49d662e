package org.attendancemonitor.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.attendancemonitor.attendance.FactKind;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.NhsNumber;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.Withdrawn;

/** The same news in any order, in any batches and any number of times make the same record. */
class ArrivalOrderTest {
  private static Path folder;
  private static Store store;
  private static Facts facts;
  private static Recall recall;

  @BeforeContainer
  static void open() throws IOException {
    folder = Files.createTempDirectory("record");
    store = Store.open(StoreSettings.embedded(), folder);
    facts = new Facts(store, new Places(store));
    recall = new Recall(store);
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

  /** Something told: a version of a resource, with one notice for each patient it names. */
  record Version(int what, int content, int people) {}

  @Property(seed = "20261122", tries = 150)
  void theRecordDoesNotDependOnTheOrderOfArrival(
      @ForAll("histories") List<Version> history, @ForAll Random random) {
    List<List<Incoming>> messages = new ArrayList<>();
    for (int i = 0; i < history.size(); i++) {
      messages.add(tell(history.get(i), i + 1));
    }
    Set<String> inOrder = keep(messages, 1);

    List<List<Incoming>> shuffled = new ArrayList<>(messages);
    messages.stream().filter(m -> random.nextBoolean()).forEach(shuffled::add);
    Collections.shuffle(shuffled, random);
    assertThat(keep(shuffled, 1 + random.nextInt(4))).isEqualTo(inOrder);
  }

  @Provide
  Arbitrary<List<Version>> histories() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 5),
            Arbitraries.integers().between(0, 3),
            Arbitraries.integers().between(1, 7))
        .as(Version::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(14);
  }

  /** What one version says, at its own minute of both source and receipt. */
  static List<Incoming> tell(Version version, int minute) {
    List<Incoming> news = new ArrayList<>();
    switch (version.what) {
      case 0, 1 -> {
        // A group of one to three people, some versions of which leave some out.
        String id = "a" + version.what;
        for (int person = 0; person < 3; person++) {
          if ((version.people >> person & 1) == 1) {
            Outcome outcome = Outcome.values()[version.content];
            int patients = Integer.bitCount(version.people);
            news.add(
                Told.about(
                    "p" + person,
                    Told.appointmentKey(id),
                    version.content == 3
                        ? new Withdrawn(FactKind.APPOINTMENT)
                        : Told.appointment(
                            id, outcome, patients, Key.shared("Appointment", "s", id)),
                    minute));
          }
        }
      }
      case 2 ->
          news.add(
              Told.response(
                  "r" + version.people % 2,
                  version.content % 2 == 0
                      ? Told.appointmentKey("a" + version.people % 2)
                      : Key.shared("Appointment", "s", "a" + version.people % 2),
                  version.content < 2,
                  minute));
      default -> news.add(patient(version, minute));
    }
    return news;
  }

  private static Incoming patient(Version version, int minute) {
    String source = version.people % 2 == 0 ? "epr" : "pas";
    String id = "p" + version.what % 3;
    List<Key> keys = new ArrayList<>(List.of(Told.patientKey(source, id)));
    if (version.people > 5) {
      keys.add(Key.ofIdentifier(source, "Patient", "urn:mrn", "1"));
    }
    return Told.patientTold(
        source,
        id,
        Told.patient(
            keys,
            new NhsNumber(Told.NHS, version.content > 0),
            version.content > 1 ? "1980-01-02" : "1980-01-03",
            version.content == 2 ? List.of(Told.patientKey(source, "p0")) : List.of()),
        minute);
  }

  /** Keeps everything in an empty record; tells what lies there then, whatever the ids. */
  private static Set<String> keep(List<List<Incoming>> messages, int perBatch) {
    store.inTransaction(
        () -> {
          for (String table : List.of("fact", "patient", "patient_key", "appointment_key")) {
            store.writing().update("DELETE FROM " + table);
          }
          return null;
        });
    for (int i = 0; i < messages.size(); i += perBatch) {
      List<Incoming> batch =
          messages.subList(i, Math.min(messages.size(), i + perBatch)).stream()
              .flatMap(List::stream)
              .toList();
      store.inTransaction(() -> facts.keep(batch));
    }
    Set<Long> rows = new TreeSet<>(store.here().queryForList("SELECT id FROM patient", Long.class));
    Set<String> told = new TreeSet<>();
    for (Material material : recall.of(rows)) {
      List<String> names =
          store
              .here()
              .queryForList(
                  "SELECT primary_key FROM patient WHERE "
                      + store.among("id")
                      + " ORDER BY primary_key",
                  String.class,
                  new Object[] {store.list(material.rows())});
      told.add("person " + names);
      material.facts().stream()
          .map(
              kept ->
                  names
                      + " "
                      + kept.key()
                      + " "
                      + kept.effective()
                      + " "
                      + kept.received()
                      + " "
                      + kept.current()
                      + " "
                      + kept.fact())
          .forEach(told::add);
    }
    return told;
  }
}
