package org.attendancemonitor.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.attendancemonitor.access.AuditHeads;
import org.attendancemonitor.access.AuditNote;
import org.attendancemonitor.record.AuditBook;
import org.attendancemonitor.record.AuditChains;
import org.attendancemonitor.record.AuditEntries;
import org.attendancemonitor.record.AuditEntry;
import org.attendancemonitor.record.AuditTrail;
import org.attendancemonitor.record.DeadLetter;
import org.attendancemonitor.record.DeadLetters;
import org.attendancemonitor.record.LegalHolds;
import org.attendancemonitor.record.LetterQuery;
import org.attendancemonitor.record.MessageReceipt;
import org.attendancemonitor.record.MessageReceipt.Standing;
import org.attendancemonitor.record.MessageReceipts;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.record.StoreSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** What is kept no longer goes once a day, and leaves an entry without content. */
class RetentionTest {
  private static final Instant NOW = Instant.parse("2036-10-06T03:00:00Z");
  private static final Instant LONG_AGO = Instant.parse("2026-10-06T03:00:00Z");
  private static final AuditEntries.Question DELETIONS =
      new AuditEntries.Question(null, "retention", Set.of(), null, null, null);

  @TempDir Path folder;
  private Store record;
  private Store audit;
  private AuditHeads heads;

  @BeforeEach
  void open() {
    record = Store.open(StoreSettings.embedded(), folder);
    audit = Store.openAudit(StoreSettings.embedded(), folder);
    heads =
        new AuditHeads(
            folder.resolve("heads"),
            "one",
            Map.of(
                AuditBook.READS,
                new AuditChains(audit, AuditBook.READS),
                AuditBook.CHANGES,
                new AuditChains(record, AuditBook.CHANGES)),
            Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @AfterEach
  void close() {
    record.close();
    audit.close();
  }

  private Retention retention(boolean people, boolean rest) {
    return new Retention(
        record,
        audit,
        heads,
        AuditTrail.ofChanges(record, "one"),
        settings(people, rest),
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static RetentionSettings settings(boolean people, boolean rest) {
    return new RetentionSettings(
        new RetentionSettings.People(people, 8, 25, 26, 8, 9),
        new RetentionSettings.Audit(rest, 8, 30),
        new RetentionSettings.Rejected(rest, 365),
        Optional.of(new RetentionSettings.Messages(rest, 400)));
  }

  private void look(Instant at) {
    AuditTrail.ofReads(audit, "one")
        .append(
            List.of(
                new AuditEntry(
                    at, "view", "anna", Set.of(), null, 1L, "t", null, null, "done", null)));
  }

  private void person(long row, Instant heard) {
    JdbcTemplate sql = new JdbcTemplate(record.writer());
    sql.update(
        "INSERT INTO patient (id, primary_key, created) VALUES (?, ?, 1)", row, "epr|p" + row);
    sql.update(
        "INSERT INTO fact (id, key_text, patient, mentioned, kind, source, feed, effective,"
            + " received, historic, nature, hash, is_current, body)"
            + " VALUES (?, ?, ?, 1, 3, 'epr', 'epr', ?, 1, 0, 0, 1, 1, '')",
        row,
        "epr|a" + row,
        row,
        heard.toEpochMilli());
  }

  private List<Long> people() {
    return new JdbcTemplate(record.reader())
        .queryForList("SELECT id FROM patient ORDER BY id", Long.class);
  }

  private List<AuditEntry> deletions() {
    return new AuditEntries(record, AuditBook.CHANGES)
        .search(DELETIONS, 100, 0).stream().map(AuditEntries.Kept::entry).toList();
  }

  private Map<String, Long> due() {
    return Retention.due(record, audit, settings(true, true), NOW);
  }

  @Test
  void peopleGoWhereTheSiteHasSwitchedItOnAndNothingForbidsIt() {
    person(1, LONG_AGO);
    person(2, NOW.minusSeconds(86_400));
    person(3, LONG_AGO);
    new LegalHolds(record).add(Set.of(3L), NOW, "a claim");
    assertThat(due()).containsEntry("people", 1L);

    retention(false, true).enforceWhenDue();
    assertThat(people()).containsExactly(1L, 2L, 3L);
    Retention enforced = retention(true, true);
    enforced.enforceWhenDue();

    assertThat(people()).containsExactly(2L, 3L);
    assertThat(deletions()).hasSize(1);
    AuditEntry entry = deletions().get(0);
    assertThat(entry.patient()).isEqualTo(1);
    assertThat(entry.object()).isEqualTo("person");
    assertThat(entry.items()).isEmpty();
    assertThat(entry.reason()).isNull();
    new LegalHolds(record).remove(Set.of(3L));
    enforced.enforceWhenDue();
    assertThat(people()).as("once a day").containsExactly(2L, 3L);
    retention(true, true).enforceWhenDue();
    assertThat(people()).containsExactly(2L);
  }

  @Test
  void oldEntriesOfTheAuditGoAndTheRestIsStillWhole() throws Exception {
    for (int i = 0; i < 1_500; i++) {
      look(LONG_AGO.plusSeconds(i));
    }
    heads.exportWhenDue();
    look(NOW);
    assertThat(due()).containsEntry("audit entries of reads", 1_500L);

    retention(true, false).enforceWhenDue();
    assertThat(due()).as("not enforced").containsEntry("audit entries of reads", 1_500L);
    retention(true, true).enforceWhenDue();

    assertThat(due()).containsEntry("audit entries of reads", 0L);
    List<AuditNote> notes = AuditHeads.read(folder.resolve("heads"));
    AuditChains reads = new AuditChains(audit, AuditBook.READS);
    assertThat(
            reads.check(
                notes.stream().filter(it -> !it.pruned()).map(AuditNote::head).toList(),
                notes.stream().filter(AuditNote::pruned).map(AuditNote::head).toList()))
        .isEmpty();
    assertThat(notes.stream().filter(AuditNote::pruned)).as("in parts").hasSize(2);
    assertThat(deletions())
        .extracting(AuditEntry::items)
        .containsExactlyInAnyOrder(List.of("one-1000", "1000"), List.of("one-1500", "500"));
  }

  @Test
  void nothingIsCutThatCannotBeNoted() throws Exception {
    look(LONG_AGO);
    Files.writeString(folder.resolve("heads"), "a file in the way");

    retention(true, true).enforceWhenDue();

    assertThat(due()).containsEntry("audit entries of reads", 1L);
    assertThat(deletions()).isEmpty();
  }

  @Test
  void idsOfMessagesAreForgottenSoThatTheyDoNotGrowForEver() {
    MessageReceipts receipts = new MessageReceipts(record);
    MessageReceipt old = new MessageReceipt("epr", new TreeSet<>(Set.of("o")), "c", LONG_AGO);
    MessageReceipt young =
        new MessageReceipt("epr", new TreeSet<>(Set.of("y")), "c", NOW.minusSeconds(86_400));
    record.inTransaction(() -> receipts.take(old));
    record.inTransaction(() -> receipts.take(young));
    assertThat(due()).containsEntry("ids of messages", 1L);

    retention(true, false).enforceWhenDue();
    assertThat(due()).as("not enforced").containsEntry("ids of messages", 1L);
    retention(true, true).enforceWhenDue();

    assertThat(due()).containsEntry("ids of messages", 0L);
    assertThat(record.inTransaction(() -> receipts.take(young))).isEqualTo(Standing.SAME);
    assertThat(record.inTransaction(() -> receipts.take(old))).isEqualTo(Standing.NEW);
  }

  @Test
  void messagesThatNobodyCouldUseGoWithWhatIsStillToBeToldOfThem() {
    DeadLetters letters = new DeadLetters(record);
    byte[] original = "{}".getBytes(StandardCharsets.UTF_8);
    for (Instant at : List.of(LONG_AGO, NOW)) {
      letters.keep(
          DeadLetter.received("epr", "epr", "queue", at, "unparsable", null, "text"),
          original,
          List.of(1L));
    }
    assertThat(due()).containsEntry("rejected messages", 1L);

    retention(true, true).enforceWhenDue();

    assertThat(letters.list(LetterQuery.ALL, 0, 10)).hasSize(1);
    assertThat(letters.about(java.util.Set.of(1L))).hasSize(1);
    assertThat(
            new JdbcTemplate(record.reader())
                .queryForObject("SELECT count(*) FROM dead_letter_person", Integer.class))
        .isEqualTo(1);
    assertThat(
            new JdbcTemplate(record.reader())
                .queryForObject("SELECT count(*) FROM outbox", Integer.class))
        .isEqualTo(1);
    assertThat(deletions())
        .extracting(AuditEntry::object, AuditEntry::items)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("rejected-messages", List.of("1")));
  }
}
