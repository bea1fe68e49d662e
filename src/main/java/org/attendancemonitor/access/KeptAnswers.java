package org.attendancemonitor.access;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Asks a provider for its keys at most twice a minute, and after a failure not at once again: a
 * token with an unknown key makes the library ask anew, and a stranger can make up any number of
 * those.
 */
final class KeptAnswers implements ClientHttpRequestInterceptor {
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final Duration FAILURE = Duration.ofSeconds(5);

  /** An answer, or that there was none: then without a status. */
  private record Kept(HttpStatusCode status, HttpHeaders headers, byte[] body, Instant until) {}

  private final Clock clock;
  private final Map<URI, Kept> answers = new HashMap<>();

  KeptAnswers(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized ClientHttpResponse intercept(
      HttpRequest request, byte[] body, ClientHttpRequestExecution execution) throws IOException {
    Kept kept = answers.get(request.getURI());
    if (kept == null || !clock.instant().isBefore(kept.until())) {
      kept = ask(request, body, execution);
      answers.put(request.getURI(), kept);
    }
    if (kept.status() == null) {
      throw new IOException("no answer a moment ago");
    }
    return new Repeated(kept);
  }

  private Kept ask(HttpRequest request, byte[] body, ClientHttpRequestExecution execution) {
    try (ClientHttpResponse answer = execution.execute(request, body)) {
      HttpStatusCode status = answer.getStatusCode();
      return new Kept(
          status,
          answer.getHeaders(),
          answer.getBody().readAllBytes(),
          clock.instant().plus(status.is2xxSuccessful() ? ANSWER : FAILURE));
    } catch (IOException away) {
      return new Kept(null, null, null, clock.instant().plus(FAILURE));
    }
  }

  private record Repeated(Kept kept) implements ClientHttpResponse {
    @Override
    public HttpStatusCode getStatusCode() {
      return kept.status();
    }

    @Override
    public String getStatusText() {
      return "";
    }

    @Override
    public HttpHeaders getHeaders() {
      return kept.headers();
    }

    @Override
    public InputStream getBody() {
      return new ByteArrayInputStream(kept.body());
    }

    @Override
    public void close() {
      // The connection was closed when the answer was kept.
    }
  }
}
