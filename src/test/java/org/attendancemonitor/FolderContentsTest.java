package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
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

  @BeforeEach
  void aFolderInUse() throws Exception {
    ServerSettings settings =
        WholeMonitor.configuration(folder, Map.of()).settings(ServerSettings.class);
    contents = new FolderContents(folder, settings);
    store = folder.resolve("store/attendance.db");
    Files.createDirectories(store.getParent());
    Files.writeString(store, "something");
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
  void aJournalSetAsideIsNamedUntilItIsTakenAway() throws Exception {
    BrokerJournal journal = new BrokerJournal(folder.resolve("broker"));
    journal.checkNothingSetAside();
    Path aside = Files.createDirectories(folder.resolve("broker/journal/attic"));
    journal.checkNothingSetAside();
    Path file = Files.writeString(aside.resolve("activemq-data-1.amq"), "cut");
    assertThatThrownBy(journal::checkNothingSetAside)
        .hasMessageContainingAll(aside.toString(), "estore a backup");
    Files.delete(file);
    assertThat(aside).isEmptyDirectory();
    journal.checkNothingSetAside();
  }
}
