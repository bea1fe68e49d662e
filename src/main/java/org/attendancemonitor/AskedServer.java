package org.attendancemonitor;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.attendancemonitor.access.SystemToken;
import org.attendancemonitor.access.TokenUnavailableException;

/** A FHIR server that this program reads from, and from nobody else by the same token. */
final class AskedServer {
  private static final int UNAUTHORISED = 401;

  private final URI base;
  private final Optional<SystemToken> token;
  private final int maxBytes;
  private final Duration patience;
  private final HttpClient client;

  /** It gave no answer that can be used now; the text names nobody. */
  static final class AwayException extends Exception {
    private static final long serialVersionUID = 1L;

    AwayException(String text) {
      super(text);
    }
  }

  /**
   * @param base its address
   * @param token shown as a bearer; none is shown where it is absent
   * @param maxBytes what is larger is not taken
   * @param patience how long an answer is waited for
   */
  AskedServer(URI base, Optional<SystemToken> token, int maxBytes, Duration patience) {
    this.base = base;
    this.token = token;
    this.maxBytes = maxBytes;
    this.patience = patience;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(patience)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /** The address of a path below its own. */
  URI at(String path) {
    return URI.create(base + "/" + path);
  }

  /**
   * What it answers.
   *
   * @param address of its own origin: a link in an answer could lead anywhere
   * @return empty where it does not offer this: 400, 404, 405, 410, 422 or 501
   * @throws AwayException where it may answer later
   */
  Optional<String> get(URI address) throws AwayException, InterruptedException {
    if (!origin(address).equals(origin(base))) {
      throw new AwayException("an address of another server");
    }
    try {
      HttpResponse<InputStream> answer = send(address);
      if (answer.statusCode() == UNAUTHORISED && token.isPresent()) {
        answer.body().close();
        answer = send(address);
      }
      try (InputStream body = answer.body()) {
        return switch (answer.statusCode()) {
          case 200 -> Optional.of(text(body));
          case 400, 404, 405, 410, 422, 501 -> Optional.empty();
          default -> throw new AwayException("status " + answer.statusCode());
        };
      }
    } catch (IOException | TokenUnavailableException away) {
      throw new AwayException(away.getClass().getSimpleName());
    }
  }

  private HttpResponse<InputStream> send(URI address)
      throws IOException, InterruptedException, TokenUnavailableException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address).timeout(patience).header("Accept", "application/fhir+json");
    String shown = token.isPresent() ? token.get().value() : null;
    if (shown != null) {
      request.header("Authorization", "Bearer " + shown);
    }
    HttpResponse<InputStream> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    if (answer.statusCode() == UNAUTHORISED && shown != null) {
      token.get().refused(shown);
    }
    return answer;
  }

  private String text(InputStream body) throws IOException, AwayException {
    byte[] bytes = body.readNBytes(maxBytes + 1);
    if (bytes.length > maxBytes) {
      throw new AwayException("an answer that is too large");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String origin(URI address) {
    return address.getScheme() + "://" + address.getHost() + ":" + address.getPort();
  }
}
