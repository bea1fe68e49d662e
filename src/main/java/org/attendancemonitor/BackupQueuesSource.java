package org.attendancemonitor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.attendancemonitor.backup.BackupException;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.configuration.ServerSettings;

/** Who copies the messages that wait: the running service, or this process where none runs. */
interface BackupQueuesSource extends AutoCloseable {

  /** Enters the backup in the audit, and copies what came in. */
  BackupQueues.Copied begin(Path root, String user) throws Exception;

  /** Copies what goes out. */
  BackupQueues.Copied end(Path root) throws Exception;

  /** What whoever makes the backup is to know. */
  default List<String> warnings() {
    return List.of();
  }

  @Override
  void close() throws IOException;

  /** The running service where there is one; else this process, which then owns the data folder. */
  static BackupQueuesSource of(Configuration configuration, Clock clock) throws IOException {
    Path data = configuration.settings(ServerSettings.class).data();
    Optional<ControlFile> running = BackupRun.running(data);
    return running.isPresent() ? new Asked(running.get()) : new IdleQueues(configuration, clock);
  }

  /**
   * The running service.
   *
   * @param service that is asked
   */
  record Asked(ControlFile service) implements BackupQueuesSource {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public BackupQueues.Copied begin(Path root, String user) throws Exception {
      return ask(root, user, false);
    }

    @Override
    public BackupQueues.Copied end(Path root) throws Exception {
      return ask(root, "", true);
    }

    private BackupQueues.Copied ask(Path root, String user, boolean end) throws Exception {
      URI address =
          URI.create(
              service.address()
                  + "/control/backup?end="
                  + end
                  + "&user="
                  + URLEncoder.encode(user, StandardCharsets.UTF_8));
      HttpResponse<byte[]> answer =
          HttpClient.newBuilder()
              .connectTimeout(Duration.ofSeconds(5))
              .build()
              .send(
                  HttpRequest.newBuilder(address)
                      .header("Content-Type", "text/plain; charset=UTF-8")
                      .header(ControlApi.TOKEN, service.token())
                      .POST(HttpRequest.BodyPublishers.ofString(root.toString()))
                      .build(),
                  HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() == 409) {
        throw new BackupException(JSON.readTree(answer.body()).path("text").asText());
      }
      if (answer.statusCode() != 200) {
        throw new BackupException("the service answered " + answer.statusCode());
      }
      JsonNode copied = JSON.readTree(answer.body());
      Map<String, Long> messages = new TreeMap<>();
      copied
          .path("messages")
          .properties()
          .forEach(queue -> messages.put(queue.getKey(), queue.getValue().asLong()));
      return new BackupQueues.Copied(
          Instant.parse(copied.path("begun").asText()),
          copied.path("broker").asBoolean(),
          messages);
    }

    @Override
    public void close() {
      // The service goes on.
    }
  }
}
