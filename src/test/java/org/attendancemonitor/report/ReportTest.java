package org.attendancemonitor.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.*;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.equity.Course;
import org.attendancemonitor.equity.EquitySettings;
import org.attendancemonitor.equity.ReleaseReader;
import org.attendancemonitor.statistics.ProcessChart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  static Course course() {
    Random r = new Random(3);
    double[] v = new double[104];
    for (int i = 0; i < v.length; i++) {
      v[i] = (i < 70 ? 0.118 : 0.098) + 0.013 * r.nextGaussian();
    }
    ProcessChart c = ProcessChart.of(v, ProcessChart.Method.SCREENED, 70);
    LocalDate start = InventedReleases.SUNDAY.minusDays(7 * 104 - 1);
    List<Course.Point> points = new ArrayList<>();
    for (int i = 0; i < v.length; i++) {
      points.add(
          new Course.Point(
              start.plusDays(7 * i), start.plusDays(7 * i + 6), v[i], c.points().get(i).signals()));
    }
    return new Course(
        "dna_ratio",
        points,
        List.of(
            new Course.Stretch(
                start,
                start.plusDays(7 * 69),
                70,
                c.points().get(0).mean(),
                c.points().get(0).limits(),
                Optional.empty()),
            new Course.Stretch(
                start.plusDays(7 * 70),
                start.plusDays(7 * 103),
                34,
                c.points().get(80).mean(),
                c.points().get(80).limits(),
                Optional.of(
                    new Course.Change(
                        start.plusDays(7 * 70), "evening clinics began", "service board")))));
  }

  @Test
  void print(@TempDir Path folder) throws Exception {
    EquitySettings settings = Configuration.load(Path.of("config")).settings(EquitySettings.class);
    try (InventedReleases stored = new InventedReleases(folder)) {
      stored.keep(FullYear.release(InventedReleases.SUNDAY.minusDays(364), 1.1));
      stored.keep(FullYear.release(InventedReleases.SUNDAY, 1));
      ReleaseReader reader = new ReleaseReader(stored.store);
      Reported reported =
          new Reported(
              "Podiatry",
              Period.of("2026-Q3"),
              new ServiceFigures(
                  "podiatry", reader.newestUpTo(InventedReleases.SUNDAY).get(), true),
              Optional.of(
                  new ServiceFigures(
                      "podiatry",
                      reader.newestUpTo(InventedReleases.SUNDAY.minusDays(300)).get(),
                      true)),
              List.of(course()),
              settings);
      Files.writeString(
          Path.of("/tmp/rep/f.html"),
          new Printing().print(new Report(stored.store, settings).page(reported)));
    }
  }
}
