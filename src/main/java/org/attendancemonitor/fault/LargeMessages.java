package org.attendancemonitor.fault;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Senders of messages that are as large as any may be and of which nothing is recorded: they cost
 * the memory to read them.
 */
final class LargeMessages {
  private static final int BYTES = 4_900_000;
  private static final String ENTRY =
      """
      {"resource": {"resourceType": "Basic", "code": {"text": "of no use here"}}}""";

  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean wanted = true;

  private LargeMessages() {}

  /** Starts so many, each with the next as soon as one is answered. */
  static LargeMessages send(String fhir, SignIn signIn, int senders) {
    LargeMessages large = new LargeMessages();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(fhir))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/fhir+json")
            .header("Authorization", signIn.header())
            .POST(HttpRequest.BodyPublishers.ofString(bundle()))
            .build();
    HttpClient client = HttpClient.newHttpClient();
    for (int i = 0; i < senders; i++) {
      Thread thread = new Thread(() -> large.run(client, request), "large-" + i);
      thread.setDaemon(true);
      large.threads.add(thread);
      thread.start();
    }
    return large;
  }

  private void run(HttpClient client, HttpRequest request) {
    while (wanted) {
      try {
        client.send(request, HttpResponse.BodyHandlers.discarding());
      } catch (IOException gone) {
        // It is out of memory, as was wanted, or has no time.
        Thread.onSpinWait();
      } catch (InterruptedException stopped) {
        return;
      }
    }
  }

  private static String bundle() {
    StringBuilder text = new StringBuilder(BYTES);
    text.append("{\"resourceType\": \"Bundle\", \"type\": \"batch\", \"entry\": [").append(ENTRY);
    while (text.length() < BYTES - 2 * ENTRY.length()) {
      text.append(',').append(ENTRY);
    }
    return text.append("]}").toString();
  }

  /** Ends them. */
  void stop() {
    wanted = false;
    threads.forEach(Thread::interrupt);
  }
}
