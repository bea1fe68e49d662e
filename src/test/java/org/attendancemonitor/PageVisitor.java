package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody who has signed in to the pages, without a browser. */
final class PageVisitor {
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final HttpClient client =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();
  private final String base;

  private PageVisitor(int port) {
    base = "http://127.0.0.1:" + port;
  }

  /** Signs in with the password of all tests. */
  static PageVisitor signedIn(WholeMonitor service, String name) {
    PageVisitor visitor = new PageVisitor(service.monitor().port());
    Matcher token = TOKEN.matcher(visitor.get("/sign-in").body());
    assertThat(token.find()).as("the form has its token").isTrue();
    String form =
        "name=%s&password=%s&_csrf=%s"
            .formatted(name, WholeMonitor.PASSWORD.replace(' ', '+'), token.group(1));
    HttpResponse<String> answer =
        visitor.send(
            HttpRequest.newBuilder(URI.create(visitor.base + "/sign-in"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    assertThat(answer.uri().getPath()).as("signed in").isNotEqualTo("/sign-in");
    return visitor;
  }

  HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(URI.create(base + path)).GET());
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(
          request.timeout(Duration.ofSeconds(90)).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stop);
    }
  }
}
