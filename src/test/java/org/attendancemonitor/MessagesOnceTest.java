package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.attendancemonitor.BarsMessages.code;
import static org.attendancemonitor.BarsMessages.headers;
import static org.attendancemonitor.BarsMessages.issue;
import static org.attendancemonitor.BarsMessages.message;
import static org.attendancemonitor.BarsMessages.missed;
import static org.attendancemonitor.BarsMessages.send;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A message is taken once, over a restart and over faults of ours. */
class MessagesOnceTest {
  @TempDir private Path folder;

  @Test
  void aRestartForgetsNone() throws Exception {
    Path data = folder.resolve("restart");
    Map<String, String> headers = headers();
    String json = message("kept", "booking-request", missed("kept", false));
    try (WholeMonitor first = WholeMonitor.start(data, Map.of(), Clock.systemUTC())) {
      assertThat(send(first, json, headers).statusCode()).isEqualTo(200);
    }
    try (WholeMonitor second = WholeMonitor.start(data, Map.of(), Clock.systemUTC())) {
      assertThat(send(second, json, headers).statusCode()).isEqualTo(409);
      assertThat(send(second, json, headers()).statusCode()).isEqualTo(409);
    }
  }

  @Test
  void aRepeatThatWeAskedForIsNoDuplicate() throws Exception {
    Path data = folder.resolve("busy");
    Map<String, String> headers = headers();
    String json = message("asked", "booking-request", missed("asked", false));
    try (WholeMonitor busy = WholeMonitor.start(data, Map.of(), Clock.systemUTC())) {
      try (Connection other =
              DriverManager.getConnection("jdbc:sqlite:" + data.resolve("store/attendance.db"));
          Statement hold = other.createStatement()) {
        hold.execute("BEGIN IMMEDIATE");
        HttpResponse<String> answer = send(busy, json, headers);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(code(answer)).isEqualTo("REC_SERVICE_UNAVAILABLE");
        assertThat(issue(answer).path("code").asText()).isEqualTo("transient");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        hold.execute("ROLLBACK");
      }
      HttpResponse<String> repeat = send(busy, json, headers);
      for (int i = 0; repeat.statusCode() == 503 && i < 20; i++) {
        Thread.sleep(500);
        repeat = send(busy, json, headers);
      }
      assertThat(repeat.statusCode()).as(repeat.body()).isEqualTo(200);
      assertThat(send(busy, json, headers).statusCode()).isEqualTo(409);
    }
  }
}
