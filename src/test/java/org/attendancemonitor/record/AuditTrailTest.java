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
  private static final AuditTrail.Question ANYTHING =
      new AuditTrail.Question(null, null, Set.of(), null, null, null);

  @TempDir Path folder;
  private Store store;
  private AuditTrail trail;

  @BeforeEach
  void open() {
    store = Store.openAudit(StoreSettings.embedded(), folder);
    trail = AuditTrail.ofReads(store, "one");
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
        AuditEntry.DONE);
  }

  private void fill(int entries) {
    for (int i = 0; i < entries; i++) {
      trail.append(List.of(entry(i, i % 2 == 0 ? "anna" : "bob", i, "task-" + i)));
    }
  }

  @Test
  void whatIsSoughtIsFoundNewestFirst() {
    fill(10);

    assertThat(trail.search(ANYTHING, 100, 0))
        .extracting(kept -> kept.entry().object())
        .startsWith("task-9", "task-8")
        .hasSize(10);
    assertThat(
            trail.search(
                new AuditTrail.Question("bob", "view", Set.of(3L, 5L), null, null, null), 100, 0))
        .extracting(kept -> kept.entry().object())
        .containsExactly("task-5", "task-3");
    assertThat(
            trail.search(
                new AuditTrail.Question(null, null, Set.of(), "task-1", AT, AT.plusSeconds(5)),
                100,
                0))
        .hasSize(1);
    assertThat(trail.search(ANYTHING, 3, 9)).hasSize(1);
  }

  @Test
  void aRowThatWasChangedTakenOutOrCutOffShows() {
    fill(10);
    assertThat(trail.broken()).isEmpty();

    store
        .writing()
        .update("UPDATE audit_event SET body = replace(body, 'bob', 'eve') WHERE seq = 4");
    assertThat(trail.broken()).containsEntry("one", 4L);
    store
        .writing()
        .update("UPDATE audit_event SET body = replace(body, 'eve', 'bob') WHERE seq = 4");
    assertThat(trail.broken()).isEmpty();

    store.writing().update("DELETE FROM audit_event WHERE seq = 7");
    assertThat(trail.broken()).containsEntry("one", 7L);
    store.writing().update("DELETE FROM audit_event WHERE seq >= 7");
    assertThat(trail.broken()).containsEntry("one", 7L);
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

    assertThat(trail.head().orElseThrow().seq()).isEqualTo(200);
    assertThat(trail.search(ANYTHING, 1_000, 0)).hasSize(200);
    assertThat(trail.broken()).isEmpty();
  }

  @Test
  void twoProcessesHaveAChainEach() {
    AuditTrail other = AuditTrail.ofReads(store, "two");
    fill(3);
    other.append(List.of(entry(1, "cleo", 1, "x")));

    assertThat(trail.heads()).extracting(AuditTrail.Head::chain).containsExactly("one", "two");
    assertThat(trail.broken()).isEmpty();
    store.writing().update("UPDATE audit_event SET hash = 'x' WHERE chain = 'two'");
    assertThat(trail.broken()).containsOnlyKeys("two");
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

    assertThat(trail.head().orElseThrow().seq()).isEqualTo(3);
    assertThat(trail.broken()).isEmpty();
  }
}
