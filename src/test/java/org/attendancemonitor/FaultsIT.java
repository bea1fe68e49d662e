package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The faults of the process and the disk, each once or twice, by the command that anyone can run;
 * {@code kill} is in {@link KillIT}, and a second process on a data folder in {@link StartUpIT}.
 * What mounts a file system needs root, and is left out elsewhere.
 */
class FaultsIT {
  @TempDir private Path folder;

  @Test
  void aStopUnderLoadFinishesWhatIsUnderWay() throws Exception {
    assertThat(PackagedFaults.held(folder, "stop", "--stops", "1")).contains("stop 1 of 1");
  }

  @Test
  void aDamagedDataFolderIsNotStartedFrom() throws Exception {
    String told =
        PackagedFaults.held(folder, "corrupt", "--damage", "STORE_GONE,STORE_PAGES,JOURNAL_CUT");
    assertThat(told)
        .contains("the store gone: code 2")
        .contains("pages of the store overwritten: code 2")
        .contains("the broker's journal cut off: code 2");
  }

  @Test
  void aFullDiskKeepsSendersWaitingUntilThereIsRoom() throws Exception {
    needRoot();
    assertThat(PackagedFaults.held(folder, "disk-full")).contains("readiness 503");
  }

  @Test
  void acknowledgedEventsOutliveAPowerCut() throws Exception {
    needRoot();
    assertThat(PackagedFaults.held(folder, "power-cut", "--cuts", "1")).contains("cut 1 of 1");
  }

  private static void needRoot() {
    assumeTrue(
        "root".equals(System.getProperty("user.name")), "needs root, to mount a file system");
  }
}
