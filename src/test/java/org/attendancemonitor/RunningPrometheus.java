package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A Prometheus of our own, on a free port, asked over its HTTP API. */
public final class RunningPrometheus implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final int port;

  private RunningPrometheus(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts it and waits until it answers.
   *
   * @param folder holds {@code prometheus.yml}; its data goes to {@code data}, its output to {@code
   *     log}
   * @param flags more of the command line
   */
  public static RunningPrometheus start(Path folder, String... flags) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    List<String> command = new ArrayList<>();
    command.add(PrometheusTools.tool("prometheus").toString());
    command.add("--config.file=" + folder.resolve("prometheus.yml"));
    command.add("--storage.tsdb.path=" + folder.resolve("data"));
    command.add("--web.listen-address=127.0.0.1:" + port);
    command.addAll(List.of(flags));
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    RunningPrometheus running = new RunningPrometheus(process, port);
    try {
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(50))
          .ignoreExceptionsMatching(IOException.class::isInstance)
          .until(() -> !process.isAlive() || running.ready());
      assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
      return running;
    } catch (RuntimeException | Error failure) {
      running.close();
      throw failure;
    }
  }

  private boolean ready() throws IOException, InterruptedException {
    return send("/-/ready").statusCode() == 200;
  }

  private HttpResponse<String> send(String path) throws IOException, InterruptedException {
    URI address = URI.create("http://127.0.0.1:" + port + path);
    return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
  }

  /** The data of an answer of the API; an error fails the test. */
  public JsonNode data(String path) throws IOException, InterruptedException {
    JsonNode answer = new ObjectMapper().readTree(send("/api/v1/" + path).body());
    assertThat(answer.path("status").asText()).as("%s: %s", path, answer).isEqualTo("success");
    return answer.get("data");
  }

  /** The series a question gives now. */
  public JsonNode ask(String question) throws IOException, InterruptedException {
    return data("query?query=" + encoded(question)).get("result");
  }

  /** The series a question gives at a moment. */
  public JsonNode ask(String question, Instant at) throws IOException, InterruptedException {
    return data("query?time=" + at + "&query=" + encoded(question)).get("result");
  }

  private static String encoded(String question) {
    return URLEncoder.encode(question, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
