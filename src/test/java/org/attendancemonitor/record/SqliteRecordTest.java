package org.attendancemonitor.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
    assertThat(writer.queryForObject("PRAGMA wal_autocheckpoint", Integer.class)).isEqualTo(4000);
    assertThat(writer.queryForObject("PRAGMA cache_size", Integer.class)).isEqualTo(-65_536);
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
    assertThat(store.healthy()).isTrue();
  }

  private static String mode(Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
