package org.attendancemonitor.fault;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** By HTTP to the FHIR API of a service, or of the next of its nodes where one does not answer. */
public final class HttpWay implements Way {
  private static final Duration TO_CONNECT = Duration.ofSeconds(5);

  private final String name;
  private final List<String> bases;
  private final String header;
  private final Duration patience;
  private final AtomicLong toldToComeAgain = new AtomicLong();
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TO_CONNECT).build();
  private int at;

  /**
   * A way.
   *
   * @param name a short one of its own
   * @param bases addresses of FHIR APIs; the first is asked until it does not answer
   * @param patience how long one answer is waited for
   */
  public HttpWay(String name, List<String> bases, SignIn signIn, Duration patience) {
    this.name = name;
    this.bases = List.copyOf(bases);
    this.patience = patience;
    this.header = signIn.header();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean deliver(String id, String json) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(bases.get(at) + "/Appointment/" + id))
            .timeout(patience)
            .header("Content-Type", "application/fhir+json")
            .header("Authorization", header)
            .PUT(HttpRequest.BodyPublishers.ofString(json))
            .build();
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      int status = answer.statusCode();
      if (status / 100 == 4 && status != 429) {
        throw new FaultException("a good message was refused: " + status + " " + answer.body());
      }
      if (status / 100 != 2) {
        toldToComeAgain.incrementAndGet();
        at = (at + 1) % bases.size();
      }
      return status / 100 == 2;
    } catch (IOException away) {
      at = (at + 1) % bases.size();
      return false;
    }
  }

  /** Answers that said to come again later. */
  public long toldToComeAgain() {
    return toldToComeAgain.get();
  }

  @Override
  public void close() {
    // The client keeps nothing but threads that end by themselves.
  }
}
