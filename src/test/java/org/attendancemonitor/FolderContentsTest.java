package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.attendancemonitor.PlainErrors.CannotRunException;
import org.attendancemonitor.configuration.ServerSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service does not begin with nothing where it had something. */
class FolderContentsTest {
  @TempDir private Path folder;
  private FolderContents contents;
  private Path store;
  private Path audit;
  private Path journal;

  @BeforeEach
  void aFolderInUse() throws Exception {
    contents = contents(Map.of());
    store = filled("store/attendance.db");
    audit = filled("audit/audit.db");
    journal = filled("broker/journal/activemq-data-1.amq");
  }

  private FolderContents contents(Map<String, String> settings) {
    return new FolderContents(
        folder, WholeMonitor.configuration(folder, settings).settings(ServerSettings.class));
  }

  private Path filled(String part) throws Exception {
    Path file = folder.resolve(part);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "something");
  }

  @Test
  void whatWasNeverThereIsNotMissed() {
    assertThatCode(contents::check).doesNotThrowAnyException();
  }

  @Test
  void aMissingOrEmptyStoreIsNamedWithWhatToDo() throws Exception {
    contents.note();
    contents.check();
    Files.writeString(store, "");
    assertThatThrownBy(contents::check)
        .isInstanceOf(CannotRunException.class)
        .hasMessageContainingAll("store/attendance.db", "Restore a backup");
    Files.delete(store);
    assertThatThrownBy(contents::check).hasMessageContaining("store/attendance.db");
    Files.delete(folder.resolve("contents"));
    assertThatCode(contents::check).as("by decision").doesNotThrowAnyException();
  }

  @Test
  void aMissingAuditTrailIsNamed() throws Exception {
    contents.note();
    Files.delete(audit);
    assertThatThrownBy(contents::check).hasMessageContaining("audit/audit.db");
  }

  @Test
  void aJournalWithoutAFileOfTheBrokersIsMissing() throws Exception {
    contents.note();
    Files.writeString(journal.resolveSibling("server.lock"), "something");
    contents.check();
    Files.delete(journal);
    assertThatThrownBy(contents::check).hasMessageContaining("broker/journal");
  }

  @Test
  void whatWasNotedStaysNotedWhateverIsThereLater() throws Exception {
    contents.note();
    Files.delete(audit);
    contents.note();
    assertThatThrownBy(contents::check).hasMessageContaining("audit/audit.db");
  }

  @Test
  void whatIsKeptElsewhereByNowIsNotMissed() throws Exception {
    contents.note();
    Files.delete(journal);
    Map<String, String> broker =
        Map.of(
            "attendance.broker.embedded",
            "false",
            "attendance.broker.url",
            "tcp://broker.example:61616");
    assertThatCode(contents(broker)::check).doesNotThrowAnyException();
    Files.delete(store);
    Files.delete(audit);
    assertThatThrownBy(contents(broker)::check).hasMessageContaining("audit/audit.db");
    Map<String, String> both = new HashMap<>(broker);
    both.put("attendance.store.url", "jdbc:postgresql://db.example/attendance");
    assertThatCode(contents(both)::check).doesNotThrowAnyException();
  }

  @Test
  void aJournalSetAsideIsNamedUntilItIsTakenAway() throws Exception {
    BrokerJournal broker = new BrokerJournal(folder.resolve("broker"));
    broker.checkNothingSetAside();
    Path aside = Files.createDirectories(folder.resolve("broker/journal/attic"));
    broker.checkNothingSetAside();
    Path file = Files.writeString(aside.resolve("activemq-data-1.amq"), "cut");
    assertThatThrownBy(broker::checkNothingSetAside)
        .hasMessageContainingAll(aside.toString(), "estore a backup");
    Files.delete(file);
    assertThat(aside).isEmptyDirectory();
    broker.checkNothingSetAside();
  }
}
