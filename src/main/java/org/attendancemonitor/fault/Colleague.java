package org.attendancemonitor.fault;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A clinician who takes tasks by the FHIR API, reaches the patient and completes them. */
final class Colleague implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long PAUSE_MILLIS = 150;
  private static final Pattern TASK =
      Pattern.compile("\"resourceType\":\"Task\",\"id\":\"([^\"]+)\"");
  private static final String NOTHING = "{\"resourceType\":\"Parameters\"}";
  private static final String REACHED =
      "{\"resourceType\":\"Parameters\",\"parameter\":["
          + "{\"name\":\"channel\",\"valueCode\":\"phone\"},"
          + "{\"name\":\"reached\",\"valueBoolean\":true},"
          + "{\"name\":\"reason\",\"valueCode\":\"R09\"}]}";
  private static final String DONE =
      "{\"resourceType\":\"Parameters\",\"parameter\":["
          + "{\"name\":\"outcome\",\"valueCode\":\"declined-support\"}]}";

  private final Home home;
  private final String header;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final Thread thread = new Thread(this::run, "colleague");
  private volatile boolean wanted = true;
  private volatile long completed;
  private volatile long unanswered;
  private volatile String refusal = "";

  private Colleague(Home home, SignIn signIn) {
    this.home = home;
    byte[] both = (signIn.user() + ":" + signIn.password()).getBytes(StandardCharsets.UTF_8);
    this.header = "Basic " + Base64.getEncoder().encodeToString(both);
  }

  static Colleague start(Home home, SignIn signIn) {
    Colleague colleague = new Colleague(home, signIn);
    colleague.thread.setDaemon(true);
    colleague.thread.start();
    return colleague;
  }

  /** Tasks that were completed, and answered so. */
  long completed() {
    return completed;
  }

  /** Completions that nobody answered: they may have been done. */
  long unanswered() {
    return unanswered;
  }

  /** What the last refusal said; empty where there was none. */
  String refusal() {
    return refusal;
  }

  private void run() {
    while (wanted) {
      try {
        for (String task : open()) {
          if (wanted
              && ask("POST", "/Task/" + task + "/$claim", NOTHING) == 200
              && ask("POST", "/Task/" + task + "/$record-contact", REACHED) == 200) {
            complete(task);
          }
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      } catch (IOException away) {
        rest();
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void complete(String task) throws IOException, InterruptedException {
    unanswered++;
    int status = ask("POST", "/Task/" + task + "/$complete", DONE);
    if (status / 100 != 5) {
      unanswered--;
    }
    if (status == 200) {
      completed++;
    }
  }

  private List<String> open() throws IOException, InterruptedException {
    List<String> tasks = new ArrayList<>();
    String found = answer("GET", "/Task?status=requested&_count=3", "").body();
    Matcher each = TASK.matcher(found);
    while (each.find()) {
      tasks.add(each.group(1));
    }
    return tasks;
  }

  private int ask(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = answer(method, path, body);
    if (answer.statusCode() / 100 == 4) {
      refusal = answer.statusCode() + " " + answer.body();
    }
    return answer.statusCode();
  }

  private HttpResponse<String> answer(String method, String path, String body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(home.fhir() + path))
            .timeout(PATIENCE)
            .header("Content-Type", "application/fhir+json")
            .header("Authorization", header)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private void rest() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      wanted = false;
    }
  }

  /** Ends after what is under way. */
  void finish() throws InterruptedException {
    wanted = false;
    thread.join();
  }

  @Override
  public void close() {
    wanted = false;
    thread.interrupt();
  }
}
