package org.attendancemonitor.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.attendancemonitor.report.InventedReleases.SUNDAY;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report on paper: Debian's Chromium prints it on two or three pages of A4. */
class PrintedReportTest {
  private static final Pattern PAGE = Pattern.compile("/Type\\s*/Page\\b(?!s)");

  /** A4 is 210 by 297 mm: 595 by 842 points. */
  private static final Pattern A4 =
      Pattern.compile("/MediaBox\\s*\\[0 0 59[45](\\.\\d+)? 84[12](\\.\\d+)?\\]");

  @TempDir Path folder;

  private static Path chromium() {
    Path tool =
        Stream.of(System.getenv("PATH").split(":"))
            .map(place -> Path.of(place, "chromium"))
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(null);
    if (tool == null) {
      String what = "chromium is not installed (Debian: apt install chromium): nothing was printed";
      if ("true".equals(System.getenv("CI")) || Boolean.getBoolean("CI")) {
        fail(what);
      }
      abort(what);
    }
    return tool;
  }

  @Test
  void aServiceWithEverythingToShowFitsOnThreePages() throws Exception {
    Path chromium = chromium();
    try (InventedReleases stored = new InventedReleases(folder.resolve("data"))) {
      ReportTest.keepAll(stored);
      String page =
          new Report(stored.store, ReportTest.settings())
              .page(FullYear.SERVICE, "Podiatry", ReportTest.QUARTER);
      assertThat(pages(chromium, page)).isEqualTo(3);
    }
  }

  @Test
  void aChangeThatWasTriedFitsOnOne() throws Exception {
    Path chromium = chromium();
    try (InventedReleases stored = new InventedReleases(folder.resolve("data"))) {
      DidItWorkTest.keep(stored);
      DidItWorkTest.weeks(stored, 40, 0);
      String page =
          DidItWorkTest.page(stored, Optional.of(new Trial.Service("dietetics", "Dietetics")));
      assertThat(pages(chromium, page)).isEqualTo(1);
    }
  }

  @Test
  void aServiceWithLittleToShowFitsOnTwo() throws Exception {
    Path chromium = chromium();
    try (InventedReleases stored = new InventedReleases(folder.resolve("data"))) {
      stored.keep(new InventedReleases.Draft(SUNDAY).shown("dietetics", "all", "all", 900, 90));
      String page =
          new Report(stored.store, ReportTest.settings())
              .page("dietetics", "Dietetics", ReportTest.QUARTER);
      assertThat(pages(chromium, page)).isBetween(1L, 2L);
    }
  }

  private long pages(Path chromium, String page) throws Exception {
    Path html = Files.writeString(folder.resolve("report.html"), page);
    Path pdf = folder.resolve("report.pdf");
    Process print =
        new ProcessBuilder(
                chromium.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--user-data-dir=" + folder.resolve("profile"),
                "--no-pdf-header-footer",
                "--print-to-pdf=" + pdf,
                html.toUri().toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("chromium.log").toFile())
            .start();
    try {
      assertThat(print.waitFor(120, TimeUnit.SECONDS)).as("printed in time").isTrue();
    } finally {
      print.destroyForcibly();
    }
    assertThat(pdf).exists();
    String printed = new String(Files.readAllBytes(pdf), StandardCharsets.ISO_8859_1);
    assertThat(A4.matcher(printed).find()).as("on A4").isTrue();
    return PAGE.matcher(printed).results().count();
  }
}
