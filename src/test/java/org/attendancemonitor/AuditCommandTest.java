package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attendancemonitor.access.AuditHeads;
import org.attendancemonitor.record.AuditBook;
import org.attendancemonitor.record.AuditChains;
import org.attendancemonitor.record.AuditEntry;
import org.attendancemonitor.record.AuditTrail;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.record.StoreSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import picocli.CommandLine;

/** The ends of the audit trails are noted daily, and compared by command. */
class AuditCommandTest {
  private static final Instant AT = Instant.parse("2026-10-06T09:00:00Z");

  @TempDir private Path folder;
  private Path data;
  private Store record;
  private Store audit;
  private SetClock clock;
  private AuditHeads heads;

  @BeforeEach
  void open() {
    data = folder.resolve("data");
    record = Store.open(StoreSettings.embedded(), data);
    audit = Store.openAudit(StoreSettings.embedded(), data);
    clock = new SetClock(AT);
    heads =
        new AuditHeads(
            data.resolve("audit-heads"),
            "one",
            Map.of(
                AuditBook.READS,
                new AuditChains(audit, AuditBook.READS),
                AuditBook.CHANGES,
                new AuditChains(record, AuditBook.CHANGES)),
            clock);
    write(5);
  }

  @AfterEach
  void close() {
    record.close();
    audit.close();
    System.clearProperty("attendance.data");
  }

  private void write(int entries) {
    for (int i = 0; i < entries; i++) {
      AuditEntry entry =
          new AuditEntry(AT, "view", "anna", Set.of(), null, 1L, "t", null, null, "done", null);
      AuditTrail.ofReads(audit, "one").append(List.of(entry));
      AuditTrail.ofChanges(record, "one").append(List.of(entry, entry));
    }
  }

  private record Ran(int exit, String told) {}

  private static Ran verify(Path data, String... more) {
    StringWriter told = new StringWriter();
    PrintWriter out = new PrintWriter(told, true);
    String[] all = new String[more.length + 4];
    List.of("audit", "verify", "--data", data.toString()).toArray(all);
    System.arraycopy(more, 0, all, 4, more.length);
    int exit =
        new CommandLine(new AttendanceMonitor())
            .setExecutionExceptionHandler(new PlainErrors())
            .setOut(out)
            .setErr(out)
            .execute(all);
    return new Ran(exit, told.toString());
  }

  @Test
  void theEndsAreNotedOnceADayWhereOnlyTheServiceReads() throws Exception {
    heads.exportWhenDue();
    write(2);
    heads.exportWhenDue();
    Path noted = data.resolve("audit-heads/heads-2026-10-06-one.txt");
    assertThat(Files.readAllLines(noted))
        .hasSize(2)
        .anyMatch(line -> line.matches("head 2026-10-06T09:00:00Z reads one 5 [0-9a-f]{64}"))
        .anyMatch(line -> line.matches("head 2026-10-06T09:00:00Z changes one 10 [0-9a-f]{64}"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(noted.getParent())))
        .isEqualTo("rwx------");
    assertThat(heads.last()).contains(AT);

    clock.set(AT.plus(Duration.ofHours(15)));
    heads.exportWhenDue();
    assertThat(Files.readAllLines(data.resolve("audit-heads/heads-2026-10-07-one.txt")))
        .anyMatch(line -> line.contains("reads one 7 "));
    assertThat(AuditHeads.read(noted.getParent())).hasSize(4);
  }

  @Test
  void whatIsWholeIsSoundBesideTheRunningService() {
    Ran before = verify(data);
    assertThat(before.exit()).as(before.told()).isZero();
    assertThat(before.told()).contains("a missing end would not show");
    heads.exportWhenDue();
    write(3);

    Ran ran = verify(data);
    assertThat(ran.exit()).as(ran.told()).isZero();
    assertThat(ran.told())
        .contains("reads one: sound, 8 entries", "changes one: sound, 16 entries");
  }

  @Test
  void whatWasRemovedFromTheEndShowsThroughTheNotes() {
    heads.exportWhenDue();
    JdbcTemplate changes = new JdbcTemplate(record.writer());
    changes.update("DELETE FROM change_event WHERE seq > 7");
    changes.update(
        "UPDATE change_chain SET seq = 7,"
            + " hash = (SELECT hash FROM change_event WHERE seq = 7)");

    Ran ran = verify(data);
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.told())
        .contains("changes one: the end is missing, from entry 8 on")
        .contains("reads one: sound");
    assertThat(verify(data, "--heads", folder.resolve("none").toString()).exit())
        .as("nothing to compare with")
        .isEqualTo(2);
  }

  @Test
  void aRowThatWasChangedIsNamed() {
    new JdbcTemplate(audit.writer())
        .update("UPDATE audit_event SET body = replace(body, 'anna', 'eve') WHERE seq = 3");
    Ran ran = verify(data);
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.told()).contains("reads one: entry 3 was changed");
  }

  @Test
  void whereThereIsNoRecordItCannotTell() {
    assertThat(verify(folder.resolve("elsewhere")).exit()).isEqualTo(2);
  }
}
