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
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sends messages to a FHIR server as a record system does: single resources by {@code PUT}, Bundles
 * by {@code POST}; signed in with HTTP basic; at a pace; with a bounded number on the way. Waits
 * and tries again where the server says that it is busy.
 */
public final class FhirSender {

  /**
   * How sending went.
   *
   * @param accepted answered with success
   * @param refused answered with a fault of the message (400 to 499)
   * @param failed not answered, or with a fault of the server, after the last try
   */
  public record Tally(long accepted, long refused, long failed) {}

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

  private static final SimulatedEvent LAST = new SimulatedEvent("", java.time.Instant.MIN, "");
  private static final Pattern TYPE_AND_ID =
      Pattern.compile("\\{\"resourceType\":\"(\\w+)\",\"id\":\"([^\"]+)\"");
  private static final int TRIES = 8;
  private static final int SENDERS = 4;

  private final URI base;
  private final Map<String, SignIn> signIns;
  private final long nanosBetween;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final List<BlockingQueue<SimulatedEvent>> lanes = new ArrayList<>();
  private final List<Thread> senders = new ArrayList<>();
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private long due = System.nanoTime();

  /**
   * A sender; starts a few threads.
   *
   * @param base of the FHIR server, for example {@code http://127.0.0.1:8080/fhir}
   * @param signIns by feed; a feed without one sends none
   * @param perSecond most messages a second, above 0
   */
  public FhirSender(URI base, Map<String, SignIn> signIns, double perSecond) {
    if (!(perSecond > 0)) {
      throw new IllegalArgumentException("rate: expected above 0, found " + perSecond);
    }
    this.base = base;
    this.signIns = Map.copyOf(signIns);
    this.nanosBetween = (long) (1e9 / perSecond);
    for (int i = 0; i < SENDERS; i++) {
      BlockingQueue<SimulatedEvent> lane = new ArrayBlockingQueue<>(16);
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
    due = Math.max(due + nanosBetween, System.nanoTime() - TimeUnit.SECONDS.toNanos(1));
    long wait = due - System.nanoTime();
    if (wait > 0) {
      LockSupport.parkNanos(wait);
    }
    // Versions of one resource go one after another, as from a record system's own queue.
    int lane = Math.floorMod(path(event).hashCode(), SENDERS);
    lanes.get(lane).put(event);
  }

  /**
   * Waits for the answers to everything sent, and ends.
   *
   * @throws InterruptedException where the thread is asked to stop
   */
  public Tally finish() throws InterruptedException {
    for (BlockingQueue<SimulatedEvent> lane : lanes) {
      lane.put(LAST);
    }
    for (Thread sender : senders) {
      sender.join();
    }
    return new Tally(accepted.get(), refused.get(), failed.get());
  }

  private void run(BlockingQueue<SimulatedEvent> lane) {
    try {
      for (SimulatedEvent event = lane.take(); event != LAST; event = lane.take()) {
        deliver(event);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void deliver(SimulatedEvent event) throws InterruptedException {
    HttpRequest request = request(event);
    for (int tried = 1; tried <= TRIES; tried++) {
      long pause = Math.min(5_000, 100L << tried);
      try {
        HttpResponse<Void> answer = client.send(request, HttpResponse.BodyHandlers.discarding());
        int status = answer.statusCode();
        if (status < 300) {
          accepted.incrementAndGet();
          return;
        }
        if (status != 429 && status < 500) {
          refused.incrementAndGet();
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

  private HttpRequest request(SimulatedEvent event) {
    String path = path(event);
    HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString(event.json());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/fhir+json")
            .method(path.isEmpty() ? "POST" : "PUT", body);
    SignIn signIn = signIns.get(event.feed());
    if (signIn != null) {
      request.header("Authorization", signIn.header());
    }
    return request.build();
  }

  private static String path(SimulatedEvent event) {
    Matcher start = TYPE_AND_ID.matcher(event.json());
    boolean single = start.lookingAt() && !start.group(1).equals("Bundle");
    return single ? "/" + start.group(1) + "/" + start.group(2) : "";
  }
}
