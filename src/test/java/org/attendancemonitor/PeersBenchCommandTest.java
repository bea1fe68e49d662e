package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class PeersBenchCommandTest {

  @Test
  void allTakeTheSameEvents() throws Exception {
    StringWriter printed = new StringWriter();
    int code =
        new CommandLine(new AttendanceMonitor())
            .setOut(new PrintWriter(printed))
            .execute("bench", "peers", "--events=1000", "--rounds=1", "--json");
    assertThat(code).as(printed.toString()).isZero();
    List<String> lines = printed.toString().lines().toList();
    JsonNode report = new ObjectMapper().readTree(lines.get(lines.size() - 1));
    assertThat(report.get("peers")).hasSize(3);
    for (JsonNode peer : report.get("peers")) {
      assertThat(peer.get("sent").asLong()).isEqualTo(1_200);
      assertThat(peer.get("kept").asLong()).as(peer.toString()).isEqualTo(1_200);
      assertThat(peer.get("events_per_second").asDouble()).isPositive();
    }
    assertThat(report.get("peers").get(0).get("cpu_s_per_1000").asDouble()).isPositive();
    assertThat(printed.toString()).contains("NOT MEASURED", "--fhir-server");
  }

  @Test
  void whatWasNotMeasuredHasNoFigure() {
    PeersBenchReport report =
        new PeersBenchReport(
            3,
            List.of(
                new PeersBench.Found("this service", 5_000, 0.3, 4_000, 100, 100),
                new PeersBench.Found("another", 500, Double.NaN, Double.NaN, 100, 99)),
            false);
    assertThat(report.held()).isFalse();
    assertThat(report.text())
        .contains("NOT MEASURED", "--fhir-server", "(0.10)", "processor time not known")
        .doesNotContain("NaN")
        .endsWith("NOT held: see the books.");
  }
}
