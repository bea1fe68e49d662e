package org.attendancemonitor.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.attendancemonitor.record.Told.appointmentTold;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.attendancemonitor.attendance.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** The record in its SQLite file. */
class SqliteRecordTest extends RecordContract {
  @TempDir Path folder;

  @Override
  Store open() {
    return Store.open(StoreSettings.embedded(), folder.resolve("data"));
  }

  @Override
  Store openAgain() {
    return open();
  }

  @Override
  Optional<Store> openToRead() {
    return Store.openToRead(StoreSettings.embedded(), folder.resolve("data"));
  }

  @Test
  void aReaderMakesNoRecordAndMigratesNone() throws Exception {
    Path none = folder.resolve("none");
    assertThat(Store.openToRead(StoreSettings.embedded(), none)).isEmpty();
    assertThat(none).doesNotExist();
    store
        .writing()
        .update(
            "DELETE FROM flyway_schema_history WHERE installed_rank ="
                + " (SELECT max(installed_rank) FROM flyway_schema_history)");
    assertThat(openToRead()).as("a record of an earlier version").isEmpty();
  }

  @Test
  void whatIsAcknowledgedIsOnDisk() {
    JdbcTemplate writer = new JdbcTemplate(store.writer());
    assertThat(writer.queryForObject("PRAGMA journal_mode", String.class)).isEqualTo("wal");
    // 2 is FULL: the log is flushed before a commit returns.
    assertThat(writer.queryForObject("PRAGMA synchronous", Integer.class)).isEqualTo(2);
    assertThat(writer.queryForObject("PRAGMA busy_timeout", Integer.class)).isEqualTo(10_000);
    assertThat(writer.queryForObject("PRAGMA wal_autocheckpoint", Integer.class)).isEqualTo(16000);
    assertThat(writer.queryForObject("PRAGMA cache_size", Integer.class)).isEqualTo(-65_536);
  }

  /** The writer does it by itself only after 16,000 pages, and everybody waits for it. */
  @Test
  void itsLogIsCopiedBesideTheWriter() throws Exception {
    store.writing().execute("CREATE TABLE load (bytes BLOB)");
    for (int i = 0; i < 12; i++) {
      store.writing().update("INSERT INTO load VALUES (randomblob(2000000))");
    }
    try (Connection other =
            DriverManager.getConnection(
                "jdbc:sqlite:" + folder.resolve("data/store/attendance.db"));
        Statement look = other.createStatement()) {
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> {
                try (ResultSet pages = look.executeQuery("PRAGMA wal_checkpoint(NOOP)")) {
                  assertThat(pages.getInt("log")).isBetween(5_000, 15_999);
                  assertThat(pages.getInt("checkpointed")).isGreaterThan(2_000);
                }
              });
    }
  }

  @Test
  void closedTwiceItIsClosed() {
    store.close();
    store.close();
    store = openAgain();
  }

  /**
   * Each event asks; a look at the keys of everyone asked about would cost most of recording it.
   */
  @Test
  void whoIsLinkedIsReadFromTheFewSharedKeys() {
    assertThat(plan(Links.among(store), "[1, 2]"))
        .contains("SEARCH a USING COVERING INDEX patient_key_shared")
        .doesNotContain("SCAN a");
  }

  @Test
  void aKeyIsNotedAsSharedByWhicheverProgramWritesIt() {
    String insert = "INSERT INTO patient_key (key_text, patient, merge) VALUES (?, ?, 0)";
    store.writing().update(insert, "epr|Patient/1", 1);
    store.writing().update(insert, "epr|Patient/2", 2);
    assertThat(new Links(store).of(List.of(1L, 2L)).values()).noneMatch(all -> all.size() > 1);
    store.writing().update(insert, "epr|Patient/1", 2);
    assertThat(new Links(store).of(List.of(1L)).get(1L)).containsExactly(1L, 2L);
    store.writing().update("DELETE FROM patient_key WHERE patient = 2");
    assertThat(new Links(store).of(List.of(1L)).get(1L)).containsExactly(1L);
    store.writing().update(insert, "epr|Patient/1", 3);
    assertThat(new Links(store).of(List.of(3L)).get(3L)).containsExactly(1L, 3L);
  }

  /** They are asked every few seconds, of records of every size. */
  @Test
  void liveCountsAreReadFromIndexes() {
    assertThat(plan(Tasks.COUNTS, 1L)).contains("COVERING INDEX support_task_counts");
    assertThat(plan(Clockwork.FAILED)).contains("COVERING INDEX patient_assessment_failed");
    assertThat(plan(Outstanding.MISSING)).contains("INDEX attendance_outcome_missing");
    assertThat(plan(People.SHARED)).doesNotContain("SCAN patient\n").contains("INDEX patient_nhs");
  }

  private String plan(String sql, Object... values) {
    return String.join(
            "\n",
            store
                .writing()
                .query("EXPLAIN QUERY PLAN " + sql, (row, n) -> row.getString("detail"), values))
        + "\n";
  }

  @Test
  void whatEarlierProgramsKeptIsRewrittenIntoItsKeysAndIsTheSame() {
    keep(appointmentTold("p", "a", Outcome.DNA, 1), appointmentTold("q", "b", Outcome.DNA, 1));
    List<String> tables =
        List.of("patient_key", "appointment_key", "place_use", "outbox", "attendance", "spell");
    store
        .writing()
        .update("INSERT INTO place_use (place_key, patient) VALUES ('epr|Location/1', 1)");
    store
        .writing()
        .update(
            "INSERT INTO outbox (kind, id, version, taken_by) VALUES ('task', 'one', 3, 'node')");
    store
        .writing()
        .update("INSERT INTO appointment_key (alias, key_text) VALUES ('|Appointment?x|1', 'a')");
    for (String appointment : List.of("b", "a")) {
      store
          .writing()
          .update(
              "INSERT INTO attendance VALUES (2, ?, 'podiatry', 20000, 'dna', 0, '1', 'white', '18',"
                  + " 'male', 'no', 'no', 'none', 'site', 'in-person', 'first', NULL, 5, NULL, 7)",
              appointment);
    }
    store
        .writing()
        .update(
            "INSERT INTO spell (patient, referral, service, referred, observed, clock, contacts,"
                + " left_on, left_how, deprivation, ethnic_group, age_band, sex, interpreter,"
                + " disability, inclusion_health) VALUES (2, 'r', 'podiatry', 19000, 19000,"
                + " '19000', '', 19100, 'seen',"
                + " '1', 'white', '18', 'male', 'no', 'no', 'none')");
    for (int row : List.of(11, 12)) {
      store
          .writing()
          .update("INSERT INTO patient_key (key_text, patient) VALUES ('both|1', ?)", row);
    }
    List<List<?>> before = tables.stream().map(this::rows).toList();
    assertThat(before).noneMatch(List::isEmpty);
    List<String> indexes = indexes();
    assertThat(indexes)
        .contains("patient_key_patient", "patient_word_patient", "appointment_key_key")
        .contains("attendance_day", "attendance_heard", "attendance_outcome_missing", "spell_left");
    undoWhatBringsPeopleTogether();
    store.writing().execute("ALTER TABLE patient DROP COLUMN taken_until");
    for (String table : tables) {
      String now = declared(table);
      assertThat(now).endsWith(" WITHOUT ROWID");
      List<String> own =
          store
              .writing()
              .queryForList(
                  "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND type = 'index'"
                      + " AND sql IS NOT NULL",
                  String.class,
                  table);
      String earlier = now.replace(" WITHOUT ROWID", "").replace(table, table + "_earlier");
      store.writing().execute(earlier);
      store.writing().execute("INSERT INTO " + table + "_earlier SELECT * FROM " + table);
      store.writing().execute("DROP TABLE " + table);
      store.writing().execute("ALTER TABLE " + table + "_earlier RENAME TO " + table);
      own.forEach(store.writing()::execute);
      assertThat(declared(table)).doesNotContain("ROWID");
    }
    store
        .writing()
        .update("DELETE FROM flyway_schema_history WHERE CAST(version AS INTEGER) >= 22");
    store.close();
    store = openAgain();
    assertThat(tables.stream().map(this::rows).toList()).isEqualTo(before);
    assertThat(tables).allMatch(table -> declared(table).endsWith(" WITHOUT ROWID"));
    assertThat(indexes()).isEqualTo(indexes);
    assertThat(new Links(store).of(List.of(11L)).get(11L)).containsExactly(11L, 12L);
  }

  private List<?> rows(String table) {
    return store.writing().queryForList("SELECT * FROM " + table + " ORDER BY 1, 2");
  }

  private String declared(String table) {
    return store
        .writing()
        .queryForObject("SELECT sql FROM sqlite_master WHERE name = ?", String.class, table);
  }

  private List<String> indexes() {
    return store
        .writing()
        .queryForList(
            "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name",
            String.class);
  }

  @Test
  void readersCannotWrite() {
    JdbcTemplate reader = new JdbcTemplate(store.reader());
    assertThatThrownBy(() -> reader.update("DELETE FROM fact")).hasMessageContaining("readonly");
  }

  @Test
  void aTransactionHoldsTheWriteLockFromItsFirstStatement() {
    try (Store beside = Store.open(StoreSettings.embedded(), folder.resolve("data"))) {
      JdbcTemplate other = new JdbcTemplate(beside.writer());
      other.execute("PRAGMA busy_timeout = 50");
      store.inTransaction(
          () -> {
            store.writing().queryForObject("SELECT count(*) FROM fact", Integer.class);
            assertThatThrownBy(() -> other.update("DELETE FROM fact"))
                .hasMessageContaining("SQLITE_BUSY");
            return null;
          });
      assertThat(other.update("DELETE FROM fact")).isZero();
    }
  }

  @Test
  void onlyItsOwnerMayReadIt() throws Exception {
    new Marks(store).set("a", "b");
    Path data = folder.resolve("data");
    assertThat(mode(data)).isEqualTo("rwx------");
    assertThat(mode(data.resolve("store"))).isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(data.resolve("store"))) {
      List<Path> all = files.toList();
      assertThat(all).hasSizeGreaterThan(1);
      assertThat(all).allSatisfy(file -> assertThat(mode(file)).isEqualTo("rw-------"));
    }
  }

  @Test
  void whatWasKeptIsThereAfterOpeningAgain() {
    keep(Told.appointmentTold("p", "a", Outcome.DNA, 1));
    Material before = material("p");
    store.close();
    store = open();
    recall = new Recall(store);
    people = new People(store);
    assertThat(material("p")).isEqualTo(before);
    assertThat(store.trouble()).isEmpty();
  }

  private static String mode(Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
