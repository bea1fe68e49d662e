package org.attendancemonitor;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.attendancemonitor.intake.Verdict;

/** The lines of a file to the service that owns the data folder. */
final class ControlLines implements LineSink {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final ControlFile control;
  private final URI address;

  ControlLines(ControlFile control, String feed, boolean history) {
    this.control = control;
    this.address =
        URI.create(
            control.address()
                + "/control/load?history="
                + history
                + "&feed="
                + URLEncoder.encode(feed, StandardCharsets.UTF_8));
  }

  @Override
  public CompletableFuture<List<Verdict>> send(List<String> messages) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(address)
              .header("Content-Type", "application/json")
              .header(ControlApi.TOKEN, control.token())
              .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(messages)))
              .build();
      return client
          .sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
          .thenApply(ControlLines::verdicts);
    } catch (IOException failure) {
      return CompletableFuture.failedFuture(failure);
    }
  }

  private static List<Verdict> verdicts(HttpResponse<byte[]> response) {
    if (response.statusCode() != 200) {
      throw new IllegalStateException("the service answered " + response.statusCode());
    }
    try {
      return JSON.readValue(response.body(), new TypeReference<List<Verdict>>() {});
    } catch (IOException failure) {
      throw new IllegalStateException("the service's answer could not be read", failure);
    }
  }
}
