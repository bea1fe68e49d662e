package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class WorklistBenchCommandTest {

  @Test
  void aShortDayShowsPagesEachWrittenDown() throws Exception {
    StringWriter printed = new StringWriter();
    int code =
        new CommandLine(new AttendanceMonitor())
            .setOut(new PrintWriter(printed))
            .execute(
                "bench",
                "worklist",
                "--tasks=120",
                "--users=3",
                "--warm-up=2",
                "--seconds=3",
                "--think-ms=20",
                "--json");
    assertThat(code).as(printed.toString()).isZero();
    List<String> lines = printed.toString().lines().toList();
    JsonNode report = new ObjectMapper().readTree(lines.get(lines.size() - 1));
    assertThat(report.get("tasks").asLong()).as("one for each person").isEqualTo(120);
    assertThat(report.get("errors").asLong()).isZero();
    assertThat(report.get("pages_shown").asLong()).isGreaterThan(20);
    assertThat(report.get("audit_entries").asLong()).isEqualTo(report.get("pages_shown").asLong());
    assertThat(report.get("history_per_second").asDouble()).isPositive();
    for (String what : List.of("list", "task", "audit")) {
      double median = report.get(what + "_p50_ms").asDouble();
      assertThat(median).as(what).isPositive();
      assertThat(report.get(what + "_p95_ms").asDouble()).as(what).isGreaterThanOrEqualTo(median);
    }
    // A list of 25 people costs a few pages of one: they are read together, not one by one.
    assertThat(report.get("list_p50_ms").asDouble())
        .isLessThan(12 * report.get("task_p50_ms").asDouble());
  }

  @Test
  void aDayOfNobodyIsRefusedWithTheNameOfTheOption() {
    StringWriter told = new StringWriter();
    int code =
        new CommandLine(new AttendanceMonitor())
            .setErr(new PrintWriter(told))
            .execute("bench", "worklist", "--users=0");
    assertThat(code).isEqualTo(2);
    assertThat(told.toString()).contains("--users: expected at least 1, found 0");
  }
}
