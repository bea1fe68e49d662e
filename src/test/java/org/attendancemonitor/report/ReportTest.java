package org.attendancemonitor.report;

import java.nio.file.Files;
import java.nio.file.Path;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.equity.EquitySettings;
import org.attendancemonitor.equity.ReleaseReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  @Test
  void print(@TempDir Path folder) throws Exception {
    EquitySettings settings = Configuration.load(Path.of("config")).settings(EquitySettings.class);
    try (InventedReleases stored = new InventedReleases(folder)) {
      stored.keep(FullYear.release(InventedReleases.SUNDAY.minusDays(364), 1.1));
      stored.keep(FullYear.release(InventedReleases.SUNDAY, 1));
      Files.writeString(
          Path.of("/tmp/rep/f.html"),
          new Report(new ReleaseReader(stored.store), settings)
              .page(FullYear.SERVICE, "Podiatry", Period.of("2026-Q3")));
    }
  }
}
