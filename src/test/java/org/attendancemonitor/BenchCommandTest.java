package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchCommandTest {

  @Test
  void aShortRunSendsThroughAWholeServiceAndItsBooksBalance() throws Exception {
    StringWriter printed = new StringWriter();
    int code =
        new CommandLine(new AttendanceMonitor())
            .setOut(new PrintWriter(printed))
            .execute("bench", "--events", "1000", "--rounds", "3", "--patients", "500", "--json");
    assertThat(code).as(printed.toString()).isZero();
    List<String> lines = printed.toString().lines().toList();
    JsonNode report = new ObjectMapper().readTree(lines.get(lines.size() - 1));
    // Three rounds at full speed and one at half of it; the warm-up is not in the books.
    assertThat(report.get("sent").asLong()).isEqualTo(4_000);
    assertThat(report.get("committed").asLong()).isEqualTo(4_000);
    for (String figure :
        List.of(
            "events_per_second",
            "ceiling_ratio",
            "p50_ms",
            "p99_ms",
            "parse_per_second",
            "store_per_second",
            "batch",
            "heap_mb")) {
      assertThat(report.get(figure).asDouble()).as(figure).isPositive();
    }
    assertThat(report.get("p99_ms").asDouble())
        .isGreaterThanOrEqualTo(report.get("p50_ms").asDouble());
    assertThat(report.get("limiting_step").asText())
        .isIn("sender", "parse", "begin", "record", "recall", "assess", "decide", "keep", "commit");
  }

  @Test
  void aBacklogIsSentBeforeItIsTakenAndItsBooksBalance() throws Exception {
    StringWriter printed = new StringWriter();
    int code =
        new CommandLine(new AttendanceMonitor())
            .setOut(new PrintWriter(printed))
            .execute(
                "bench", "--events=1500", "--rounds=3", "--backlog", "--waiting=1000", "--json");
    assertThat(code).as(printed.toString()).isZero();
    List<String> lines = printed.toString().lines().toList();
    JsonNode report = new ObjectMapper().readTree(lines.get(lines.size() - 1));
    assertThat(report.get("sent").asLong()).isBetween(3 * 1_500L + 1_000, 4 * 1_500L);
    assertThat(report.get("committed").asLong()).isEqualTo(report.get("sent").asLong());
    assertThat(report.get("events_per_second").asDouble()).isPositive();
    assertThat(report.get("sent_before").asBoolean()).isTrue();
    assertThat(printed.toString())
        .contains("/s from queue to commit (sent before, at most 1,000 waiting)");
  }

  @Test
  void aBacklogIsMadeOfWholeTransactionsOfTheSender() {
    for (String waiting : List.of("0", "500", "1700")) {
      StringWriter told = new StringWriter();
      int code =
          new CommandLine(new AttendanceMonitor())
              .setErr(new PrintWriter(told))
              .execute("bench", "--backlog", "--waiting", waiting);
      assertThat(code).isEqualTo(2);
      assertThat(told.toString())
          .contains(
              "--waiting: expected, with --backlog, a multiple of 500 from 1000 on, found "
                  + waiting);
    }
  }

  @Test
  void tooFewEventsAreRefusedWithTheNameOfTheOption() {
    StringWriter told = new StringWriter();
    int code =
        new CommandLine(new AttendanceMonitor())
            .setErr(new PrintWriter(told))
            .execute("bench", "--events", "10");
    assertThat(code).isEqualTo(2);
    assertThat(told.toString()).contains("--events: expected at least 1000, found 10");
  }
}
