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
import org.attendancemonitor.intake.Replayed;

/** Dead letters to the service that owns the data folder. */
final class ControlledLetters implements LetterSink {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final ControlFile control;
  private final URI address;

  ControlledLetters(ControlFile control, boolean dryRun, boolean again, String user) {
    this.control = control;
    this.address =
        URI.create(
            control.address()
                + "/control/dead-letters?dryRun="
                + dryRun
                + "&again="
                + again
                + "&user="
                + URLEncoder.encode(user, StandardCharsets.UTF_8));
  }

  @Override
  public List<Replayed> send(List<Long> ids) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .header(ControlApi.TOKEN, control.token())
            .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(ids)))
            .build();
    HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IOException("the service answered " + response.statusCode());
    }
    return JSON.readValue(response.body(), new TypeReference<List<Replayed>>() {});
  }
}
