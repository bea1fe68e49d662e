package org.attendancemonitor.simulation;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody who works from the pages as a browser does: one sign-in by the form, one cookie. */
public final class PageVisitor {
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final URI base;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .cookieHandler(new CookieManager())
          .build();

  /**
   * @param base of the pages, for example {@code http://127.0.0.1:8080}
   */
  public PageVisitor(URI base) {
    this.base = base;
  }

  /**
   * A page as it came.
   *
   * @param status of HTTP
   * @param html its text
   * @param nanos from asking to the last byte
   */
  public record Shown(int status, String html, long nanos) {}

  /**
   * Signs in by the form.
   *
   * @throws IllegalStateException where the name or the password is not taken
   */
  public void signIn(String name, String password) throws IOException, InterruptedException {
    Matcher token = TOKEN.matcher(open("/sign-in").html());
    if (!token.find()) {
      throw new IllegalStateException("the sign-in page has no form");
    }
    String form =
        "name=" + coded(name) + "&password=" + coded(password) + "&_csrf=" + coded(token.group(1));
    HttpRequest request =
        request("/sign-in")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    if (status != 303) {
      throw new IllegalStateException("the sign-in was answered with " + status);
    }
  }

  /**
   * Opens a page.
   *
   * @param path with its query, as an address of the pages
   */
  public Shown open(String path) throws IOException, InterruptedException {
    long asked = System.nanoTime();
    HttpResponse<String> answer =
        client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    return new Shown(answer.statusCode(), answer.body(), System.nanoTime() - asked);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
  }

  private static String coded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
