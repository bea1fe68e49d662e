package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.record.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordOnlyTest {

  @Test
  void aCommandRecordsBesideNoServiceAndWithoutABroker(@TempDir Path folder) throws Exception {
    Configuration configuration = BenchConfiguration.of(Configuration.load(Folders.CONFIG), folder);
    try (Monitor monitor = Monitor.start(configuration, Monitor.Extent.RECORD_ONLY, Map.of())) {
      assertThat(monitor.part(Store.class).trouble()).isEmpty();
    }
  }
}
