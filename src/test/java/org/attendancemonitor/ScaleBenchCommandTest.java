package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ScaleBenchCommandTest {

  @Test
  void aSmallAndALessSmallRecordTakeTheSameEvents() throws Exception {
    StringWriter printed = new StringWriter();
    int code =
        new CommandLine(new AttendanceMonitor())
            .setOut(new PrintWriter(printed))
            .execute(
                "bench",
                "scale",
                "--small=200",
                "--large=1000",
                "--appointments-per-patient=10/11",
                "--events=500",
                "--rounds=1",
                "--json");
    List<String> lines = printed.toString().lines().toList();
    JsonNode report = new ObjectMapper().readTree(lines.get(lines.size() - 1));
    boolean held = report.get("ratio").asDouble() >= 0.85 && report.get("ready_s").asDouble() < 20;
    assertThat(report.get("held").asBoolean()).as(printed.toString()).isEqualTo(held);
    assertThat(code).as(printed.toString()).isEqualTo(held ? 0 : 1);
    assertThat(report.get("ratio").asDouble())
        .isCloseTo(
            report.get("large_per_second").asDouble() / report.get("small_per_second").asDouble(),
            org.assertj.core.data.Offset.offset(0.01));
    // The mean of 1,000 draws from 1 to 19.
    assertThat(report.get("large_appointments").asLong()).isBetween(9_000L, 11_000L);
    // The facts alone are half a kilobyte, and no copy of a message is kept.
    assertThat(report.get("bytes_per_appointment").asDouble()).isBetween(500.0, 5_000.0);
    for (String figure : List.of("small_disk_read_bytes", "large_disk_read_bytes")) {
      // Not known but on Linux.
      boolean known = Files.exists(Path.of("/proc/self/io"));
      assertThat(report.get(figure).isNumber()).as(figure).isEqualTo(known);
    }
    for (String figure : List.of("small_scrape_ms", "large_scrape_ms", "ready_s", "series")) {
      assertThat(report.get(figure).asDouble()).as(figure).isPositive();
    }
  }

  @Test
  void aLargeRecordThatIsSmallerIsRefusedWithTheNameOfTheOption() {
    StringWriter told = new StringWriter();
    int code =
        new CommandLine(new AttendanceMonitor())
            .setErr(new PrintWriter(told))
            .execute("bench", "scale", "--small=1000", "--large=500");
    assertThat(code).isEqualTo(2);
    assertThat(told.toString()).contains("--large: expected at least 1000, found 500");
  }

  @Test
  void aFolderThatIsNoneIsNamed() {
    StringWriter told = new StringWriter();
    int code =
        new CommandLine(new AttendanceMonitor())
            .setExecutionExceptionHandler(new PlainErrors())
            .setErr(new PrintWriter(told))
            .execute("bench", "scale", "--folder=/does-not-exist");
    assertThat(code).isEqualTo(2);
    assertThat(told.toString())
        .contains("--folder: no folder that can be written into: /does-not-exist")
        .doesNotContain("\tat ");
  }
}
