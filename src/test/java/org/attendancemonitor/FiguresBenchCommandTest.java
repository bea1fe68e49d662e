package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class FiguresBenchCommandTest {

  @Test
  void aSmallTrustIsCountedReleasedAndScraped() throws Exception {
    StringWriter printed = new StringWriter();
    int code =
        new CommandLine(new AttendanceMonitor())
            .setOut(new PrintWriter(printed))
            .execute(
                "bench",
                "figures",
                "--services=2",
                "--patients=3000",
                "--appointments=30000",
                "--rate=1000",
                "--json");
    assertThat(code).as(printed.toString()).isZero();
    List<String> lines = printed.toString().lines().toList();
    JsonNode report = new ObjectMapper().readTree(lines.get(lines.size() - 1));
    assertThat(report.get("database").asText()).isEqualTo("SQLite");
    // A day's appointments, each of one person, on the new day and on the days of old news.
    assertThat(report.get("changed").asLong()).isEqualTo(30_000 / 728);
    assertThat(report.get("stale_days").asLong()).isBetween(2L, 60L);
    assertThat(report.get("series").asLong()).isGreaterThan(500);
    for (String figure : List.of("refresh_s", "release_s", "release_beside_s", "scrape_ms")) {
      assertThat(report.get(figure).asDouble()).as(figure).isPositive();
    }
    assertThat(report.get("live_p99_ms").asDouble())
        .isGreaterThanOrEqualTo(report.get("live_p50_ms").asDouble());
  }

  @Test
  void aTrustOfNobodyIsRefusedWithTheNameOfTheOption() {
    StringWriter told = new StringWriter();
    int code =
        new CommandLine(new AttendanceMonitor())
            .setErr(new PrintWriter(told))
            .execute("bench", "figures", "--patients=5");
    assertThat(code).isEqualTo(2);
    assertThat(told.toString()).contains("--patients: expected at least 100, found 5");
  }
}
