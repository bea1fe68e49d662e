package org.attendancemonitor.simulation;

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
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Sends messages to a FHIR server as a record system does: single resources by {@code PUT}, Bundles
 * by {@code POST}; signed in with HTTP basic; at a pace; with a bounded number on the way. Waits
 * and tries again where the server says that it is busy.
 */
public final class FhirSender implements Outlet {

  /**
   * Who signs in.
   *
   * @param user name of a local user with the role {@code feed}
   * @param password never shown
   */
  public record SignIn(String user, String password) {
    private String header() {
      byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
      return "Basic " + Base64.getEncoder().encodeToString(both);
    }

    @Override
    public String toString() {
      return user;
    }
  }

  private static final Told LAST = new Told("", java.time.Instant.MIN, "", "");
  private static final String TARGET =
      Base64.getEncoder()
          .encodeToString(
              "{\"system\":\"https://fhir.nhs.uk/Id/dos-service-id\",\"value\":\"attendance-monitor\"}"
                  .getBytes(StandardCharsets.UTF_8));
  private static final int TRIES = 8;
  private static final int SENDERS = 4;
  private static final int SHOWN = 400;

  private final URI base;
  private final Map<String, SignIn> signIns;
  private final Pace pace;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final List<BlockingQueue<Told>> lanes = new ArrayList<>();
  private final List<Thread> senders = new ArrayList<>();
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicReference<String> refusal = new AtomicReference<>();

  /**
   * A sender; starts a few threads.
   *
   * @param base of the FHIR server, for example {@code http://127.0.0.1:8080/fhir}
   * @param signIns by feed; a feed without one sends none
   * @param perSecond most messages a second, above 0
   */
  public FhirSender(URI base, Map<String, SignIn> signIns, double perSecond) {
    this.base = base;
    this.signIns = Map.copyOf(signIns);
    this.pace = new Pace(perSecond);
    for (int i = 0; i < SENDERS; i++) {
      BlockingQueue<Told> lane = new ArrayBlockingQueue<>(16);
      Thread sender = new Thread(() -> run(lane), "fhir-sender-" + i);
      sender.setDaemon(true);
      sender.start();
      lanes.add(lane);
      senders.add(sender);
    }
  }

  /**
   * Sends one message when its time has come; blocks while too many are on the way.
   *
   * @throws InterruptedException where the thread is asked to stop
   */
  public void send(SimulatedEvent event) throws InterruptedException {
    send(FhirTelling.told(event));
  }

  @Override
  public void send(Told message) throws InterruptedException {
    pace.await();
    // Versions of one resource go one after another, as from a record system's own queue.
    int lane = Math.floorMod(message.about().hashCode(), SENDERS);
    lanes.get(lane).put(message);
  }

  /**
   * Waits for the answers to everything sent, and ends.
   *
   * @throws InterruptedException where the thread is asked to stop
   */
  @Override
  public Tally finish() throws InterruptedException {
    for (BlockingQueue<Told> lane : lanes) {
      lane.put(LAST);
    }
    for (Thread sender : senders) {
      sender.join();
    }
    return new Tally(accepted.get(), refused.get(), failed.get());
  }

  private void run(BlockingQueue<Told> lane) {
    try {
      for (Told event = lane.take(); event != LAST; event = lane.take()) {
        deliver(event);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void deliver(Told event) throws InterruptedException {
    HttpRequest request = request(event);
    for (int tried = 1; tried <= TRIES; tried++) {
      long pause = Math.min(5_000, 100L << tried);
      try {
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        int status = answer.statusCode();
        if (status < 300 || isKnown(answer)) {
          accepted.incrementAndGet();
          return;
        }
        if (status != 429 && status < 500) {
          refused.incrementAndGet();
          refusal.compareAndSet(null, status + " " + start(answer.body()));
          return;
        }
        pause = answer.headers().firstValueAsLong("Retry-After").orElse(0) * 1_000 + pause;
      } catch (IOException unreachable) {
        // The server may be starting again: the next try will tell.
      }
      Thread.sleep(pause);
    }
    failed.incrementAndGet();
  }

  private static String start(String answer) {
    return answer.length() <= SHOWN ? answer : answer.substring(0, SHOWN) + "...";
  }

  /** The first refusal so far: its status and how the answer begins. */
  public Optional<String> refusal() {
    return Optional.ofNullable(refusal.get());
  }

  /** A BaRS message that was sent twice is told so by the standard's own code, and is no loss. */
  private static boolean isKnown(HttpResponse<String> answer) {
    return answer.statusCode() == 409 && answer.body().contains("\"duplicate\"");
  }

  private HttpRequest request(Told message) {
    HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString(message.text());
    boolean bars = message.text().contains("\"type\":\"message\"");
    boolean single = message.about().startsWith("/");
    String path = bars ? "/$process-message" : single ? message.about() : "";
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/fhir+json")
            .method(single ? "PUT" : "POST", body);
    if (bars) {
      // What the standard's API asks of every message.
      request.header("NHSD-Target-Identifier", TARGET);
      request.header("X-Request-Id", UUID.randomUUID().toString());
      request.header("X-Correlation-Id", UUID.randomUUID().toString());
    }
    SignIn signIn = signIns.get(message.feed());
    if (signIn != null) {
      request.header("Authorization", signIn.header());
    }
    return request.build();
  }
}
