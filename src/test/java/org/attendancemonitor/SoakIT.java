package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Half a minute of faults at random while the clock runs 2,000 times as fast: the books balance.
 * For memory and latency it takes longer:
 *
 * <pre>
 * ./attendance-monitor faults soak --minutes 60
 * </pre>
 */
class SoakIT {
  @TempDir private Path folder;

  @Test
  void theBooksBalanceWhateverIsDoneToTheService() throws Exception {
    String told =
        PackagedFaults.held(folder, "soak", "--minutes", "0.5", "--speed", "2000", "--rate", "100");
    assertThat(told).contains("tasks opened").contains("its own counters");
  }
}
