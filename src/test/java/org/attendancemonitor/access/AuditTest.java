package org.attendancemonitor.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.attendancemonitor.record.AuditBook;
import org.attendancemonitor.record.AuditChains;
import org.attendancemonitor.record.AuditEntries;
import org.attendancemonitor.record.AuditTrail;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.record.StoreSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody looks at is written down before they see it, or they do not see it. */
class AuditTest {
  private static final SignedIn ANNA = new SignedIn("anna", Set.of("clinician"), null, "feet");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-10-06T09:00:00Z"), ZoneOffset.UTC);
  private static final AuditEntries.Question ANYTHING =
      new AuditEntries.Question(null, null, Set.of(), null, null, null);

  @TempDir Path folder;

  @Test
  void manyAtOnceAreAllWrittenAndEachWaitsForItsOwn() throws Exception {
    try (Store store = Store.openAudit(StoreSettings.embedded(), folder)) {
      AuditTrail trail = AuditTrail.ofReads(store, "one");
      AuditEntries entries = new AuditEntries(store, AuditBook.READS);
      AuditChains chains = new AuditChains(store, AuditBook.READS);
      try (Audit audit = new Audit(trail, CLOCK, Duration.ofSeconds(10))) {
        ExecutorService readers = Executors.newFixedThreadPool(20);
        List<Future<?>> reading = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
          String task = "task-" + i;
          reading.add(readers.submit(() -> look(audit, entries, task)));
        }
        for (Future<?> each : reading) {
          each.get();
        }
        readers.shutdown();
        assertThat(entries.count(ANYTHING)).isEqualTo(200);
        assertThat(chains.broken()).isEmpty();
        assertThat(entries.search(ANYTHING, 1, 0).get(0).entry().team()).isEqualTo("feet");
      }
    }
  }

  private static void look(Audit audit, AuditEntries entries, String task) {
    audit.view(ANNA, 1, task);
    assertThat(
            entries.search(new AuditEntries.Question(null, null, Set.of(), task, null, null), 5, 0))
        .hasSize(1);
  }

  @Test
  void whereItCannotBeWrittenNothingIsShown() {
    Store store = Store.openAudit(StoreSettings.embedded(), folder);
    Audit audit = new Audit(AuditTrail.ofReads(store, "one"), CLOCK, Duration.ofSeconds(10));
    audit.list(ANNA, "worklist", List.of("a"));
    store.close();
    assertThatThrownBy(() -> audit.view(ANNA, 1, "b"))
        .isInstanceOf(AuditUnavailableException.class);
    audit.close();
    assertThatThrownBy(() -> audit.view(ANNA, 1, "c"))
        .isInstanceOf(AuditUnavailableException.class);
  }
}
