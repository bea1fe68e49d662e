package org.attendancemonitor.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit trail is only added to, and shows what was done to it otherwise. */
class AuditTrailTest {
  private static final Instant AT = Instant.parse("2026-10-06T09:00:00Z");
  private static final AuditEntries.Question ANYTHING =
      new AuditEntries.Question(null, null, Set.of(), null, null, null);

  @TempDir Path folder;
  Store store;
  private AuditTrail trail;
  private AuditEntries entries;
  private AuditChains chains;

  @BeforeEach
  void open() throws Exception {
    store = opened();
    trail = AuditTrail.ofReads(store, "one");
    entries = new AuditEntries(store, AuditBook.READS);
    chains = new AuditChains(store, AuditBook.READS);
  }

  Store opened() throws Exception {
    return Store.openAudit(StoreSettings.embedded(), folder);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static AuditEntry entry(int number, String actor, long patient, String object) {
    return new AuditEntry(
        AT.plusSeconds(number),
        "view",
        actor,
        Set.of("clinician"),
        null,
        patient,
        object,
        List.of(),
        null,
        AuditEntry.DONE,
        null);
  }

  private void fill(int number) {
    for (int i = 0; i < number; i++) {
      trail.append(List.of(entry(i, i % 2 == 0 ? "anna" : "bob", i, "task-" + i)));
    }
  }

  @Test
  void whatIsSoughtIsFoundNewestFirst() {
    fill(10);

    assertThat(entries.search(ANYTHING, 100, 0))
        .extracting(kept -> kept.entry().object())
        .startsWith("task-9", "task-8")
        .hasSize(10);
    assertThat(
            entries.search(
                new AuditEntries.Question("bob", "view", Set.of(3L, 5L), null, null, null), 100, 0))
        .extracting(kept -> kept.entry().object())
        .containsExactly("task-5", "task-3");
    assertThat(
            entries.search(
                new AuditEntries.Question(null, null, Set.of(), "task-1", AT, AT.plusSeconds(5)),
                100,
                0))
        .hasSize(1);
    assertThat(entries.search(ANYTHING, 3, 9)).hasSize(1);
  }

  @Test
  void aRowThatWasChangedTakenOutOrCutOffShows() {
    fill(10);
    assertThat(chains.broken()).isEmpty();

    store
        .writing()
        .update("UPDATE audit_event SET body = replace(body, 'bob', 'eve') WHERE seq = 4");
    assertThat(chains.broken()).containsEntry("one", 4L);
    store
        .writing()
        .update("UPDATE audit_event SET body = replace(body, 'eve', 'bob') WHERE seq = 4");
    assertThat(chains.broken()).isEmpty();

    store.writing().update("DELETE FROM audit_event WHERE seq = 7");
    assertThat(chains.broken()).containsEntry("one", 7L);
    store.writing().update("DELETE FROM audit_event WHERE seq >= 7");
    assertThat(chains.broken()).containsEntry("one", 7L);
  }

  @Test
  void severalWhoWriteAtOnceMakeOneChain() throws Exception {
    ExecutorService writers = Executors.newFixedThreadPool(4);
    List<Future<?>> writing = new ArrayList<>();
    for (int writer = 0; writer < 4; writer++) {
      int number = writer;
      writing.add(
          writers.submit(
              () -> {
                for (int i = 0; i < 25; i++) {
                  trail.append(
                      List.of(
                          entry(i, "writer-" + number, i, "a"),
                          entry(i, "writer-" + number, i, "b")));
                }
              }));
    }
    for (Future<?> each : writing) {
      each.get();
    }
    writers.shutdown();

    assertThat(chains.heads().get(0).seq()).isEqualTo(200);
    assertThat(entries.search(ANYTHING, 1_000, 0)).hasSize(200);
    assertThat(chains.broken()).isEmpty();
  }

  @Test
  void twoProcessesHaveAChainEach() {
    AuditTrail other = AuditTrail.ofReads(store, "two");
    fill(3);
    other.append(List.of(entry(1, "cleo", 1, "x")));

    assertThat(chains.heads()).extracting(AuditChains.Head::chain).containsExactly("one", "two");
    assertThat(chains.broken()).isEmpty();
    store.writing().update("UPDATE audit_event SET hash = 'x' WHERE chain = 'two'");
    assertThat(chains.broken()).containsOnlyKeys("two");
  }

  @Test
  void whatIsRolledBackLeavesNoTrace() {
    fill(2);
    try {
      store.inTransaction(
          () -> {
            trail.append(List.of(entry(5, "dan", 5, "x")));
            throw new IllegalStateException("on purpose");
          });
    } catch (IllegalStateException expected) {
      assertThat(expected).hasMessage("on purpose");
    }
    fill(1);

    assertThat(chains.heads().get(0).seq()).isEqualTo(3);
    assertThat(chains.broken()).isEmpty();
  }

  /** Entries of before the field was there have bodies without it. */
  @Test
  void theRequestIsKeptWhereThereIsOneAndOtherwiseLeavesTheBodyAsItWas() {
    fill(1);
    trail.append(
        List.of(
            new AuditEntry(
                AT, "list", "anna", Set.of(), null, null, "worklist", null, null, "done", "7f3a")));

    assertThat(entries.read("one-1").orElseThrow().entry().request()).isNull();
    assertThat(entries.read("one-2").orElseThrow().entry().request()).isEqualTo("7f3a");
    assertThat(
            store.writing().queryForList("SELECT body FROM audit_event ORDER BY seq", String.class))
        .first(org.assertj.core.api.InstanceOfAssertFactories.STRING)
        .doesNotContain("request");
    assertThat(chains.broken()).isEmpty();
  }

  @Test
  void whatWasNotedElsewhereShowsTheRemovalOfTheNewestRows() {
    fill(10);
    List<AuditChains.Head> noted = chains.heads();
    fill(5);
    assertThat(chains.check(noted, List.of())).isEmpty();

    store.writing().update("DELETE FROM audit_event WHERE seq > 8");
    String hash =
        store.writing().queryForObject("SELECT hash FROM audit_event WHERE seq = 8", String.class);
    store.writing().update("UPDATE audit_chain SET seq = 8, hash = ?", hash);

    assertThat(chains.broken()).as("by itself it looks whole").isEmpty();
    assertThat(chains.check(noted, List.of()))
        .containsExactly(new AuditChains.Finding("one", 9, AuditChains.Fault.TAIL_MISSING));
    store.writing().update("DELETE FROM audit_event");
    store.writing().update("DELETE FROM audit_chain");
    assertThat(chains.check(noted, List.of()))
        .containsExactly(new AuditChains.Finding("one", 1, AuditChains.Fault.TAIL_MISSING));
  }

  @Test
  void whatWasNotedElsewhereShowsThatTheChainWasWrittenAnew() {
    fill(4);
    List<AuditChains.Head> noted = chains.heads();
    store.writing().update("DELETE FROM audit_event");
    store.writing().update("DELETE FROM audit_chain");
    fill(3);
    trail.append(List.of(entry(9, "eve", 9, "task-9")));

    assertThat(chains.broken()).isEmpty();
    assertThat(chains.check(noted, List.of()))
        .containsExactly(new AuditChains.Finding("one", 4, AuditChains.Fault.REWRITTEN));
  }

  @Test
  void aChainThatTheScheduleCutIsStillWholeAndOneThatOthersCutIsNot() {
    AuditPruning pruning = new AuditPruning(store, AuditBook.READS);
    fill(10);
    List<AuditChains.Head> noted = chains.heads();
    Instant before = AT.plusSeconds(6);
    assertThat(pruning.due(before)).isEqualTo(6);
    List<AuditChains.Head> cuts = pruning.next(before, 4);
    assertThat(pruning.cut(cuts.get(0))).isEqualTo(4);
    assertThat(pruning.cut(cuts.get(0))).as("once only").isZero();
    cuts = pruning.next(before, 4);
    assertThat(pruning.cut(cuts.get(0))).isEqualTo(2);
    assertThat(pruning.next(before, 4)).isEmpty();
    fill(2);

    assertThat(entries.search(ANYTHING, 100, 0)).hasSize(6);
    assertThat(chains.check(noted, cuts)).isEmpty();
    assertThat(chains.broken()).isEmpty();
    assertThat(chains.check(noted, List.of()))
        .containsExactly(new AuditChains.Finding("one", 1, AuditChains.Fault.START_MISSING));
    store.writing().update("DELETE FROM audit_event WHERE seq = 7");
    assertThat(chains.check(noted, cuts))
        .containsExactly(new AuditChains.Finding("one", 7, AuditChains.Fault.CHANGED));
  }

  @Test
  void everythingMayGrowOldWithoutEndingTheChain() {
    AuditPruning pruning = new AuditPruning(store, AuditBook.READS);
    fill(3);
    pruning.next(AT.plusSeconds(60), 100).forEach(pruning::cut);
    assertThat(entries.search(ANYTHING, 100, 0)).isEmpty();
    assertThat(chains.broken()).isEmpty();
    fill(1);

    assertThat(chains.broken()).isEmpty();
    assertThat(entries.read("one-4")).isPresent();
  }

  @Test
  void anOldEntryAfterANewerOneStaysWithIt() {
    trail.append(List.of(entry(1, "a", 1, "x"), entry(50, "b", 1, "x"), entry(2, "c", 1, "x")));

    assertThat(new AuditPruning(store, AuditBook.READS).due(AT.plusSeconds(10))).isEqualTo(1);
  }
}
