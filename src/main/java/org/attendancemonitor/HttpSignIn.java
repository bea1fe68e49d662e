package org.attendancemonitor;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.attendancemonitor.doctor.Connection;
import org.attendancemonitor.doctor.ReportJson;
import org.attendancemonitor.doctor.Rule;
import org.hl7.fhir.r4.model.OperationOutcome;

/**
 * HTTP as a sender would use it, up to a dry run, which changes nothing.
 *
 * @param way as findings name it
 * @param host that is asked
 * @param web its port and certificates
 * @param clock the real one
 */
record HttpSignIn(String way, String host, WebAddress web, Clock clock) {
  private static final int OK = 200;
  private static final int UNAUTHORISED = 401;

  /**
   * Looks.
   *
   * @param signIn to be tried; may be absent
   * @param queueOnly it is not meant to send by HTTP
   * @return false where the sign-in was refused, so that nobody tries it again
   */
  boolean look(String feed, Optional<TriedSignIn> signIn, boolean queueOnly, Connection found)
      throws InterruptedException {
    try {
      HttpClient client = client();
      Instant before = clock.instant();
      HttpResponse<String> answer = client.send(to("/fhir/metadata").GET().build(), text());
      Instant halfway =
          before.plus(java.time.Duration.between(before, clock.instant()).dividedBy(2));
      date(answer).ifPresent(theirs -> found.clock(way, theirs, halfway));
      if (answer.statusCode() != OK) {
        found.found(Rule.ODD_ANSWER, way, "/fhir/metadata: status " + answer.statusCode() + ".");
        return true;
      }
      if (signIn.isEmpty() || queueOnly) {
        return true;
      }
      HttpResponse<String> dryRun =
          client.send(
              to("/fhir/$validate-feed")
                  .header("Authorization", signIn.get().basic())
                  .header("Content-Type", "application/fhir+json")
                  .header("Accept", "application/fhir+json")
                  .POST(
                      HttpRequest.BodyPublishers.ofString(
                          "{\"resourceType\":\"Patient\",\"id\":\"check-feed\"}"))
                  .build(),
              text());
      found.signIn(way, feed, dryRun.statusCode(), its(dryRun));
      return dryRun.statusCode() != UNAUTHORISED;
    } catch (IOException away) {
      found.found(Rule.ODD_ANSWER, way, "No answer of HTTP.");
      return true;
    }
  }

  private HttpRequest.Builder to(String path) {
    String name = host.contains(":") ? "[" + host + "]" : host;
    String scheme = web.tls().isPresent() ? "https://" : "http://";
    return HttpRequest.newBuilder(URI.create(scheme + name + ":" + web.port() + path))
        .timeout(ConnectionCheck.PATIENCE.multipliedBy(4));
  }

  private static HttpResponse.BodyHandler<String> text() {
    return HttpResponse.BodyHandlers.ofString();
  }

  private HttpClient client() throws IOException {
    HttpClient.Builder client =
        HttpClient.newBuilder()
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(ConnectionCheck.PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER);
    if (web.tls().isPresent()) {
      try {
        client.sslContext(believing(web.tls().get().getStores().getKeyStore()));
      } catch (GeneralSecurityException unusable) {
        throw new IOException(unusable);
      }
    }
    return client.build();
  }

  /** The certificate the service was given, and nobody else's. */
  private static SSLContext believing(KeyStore own) throws GeneralSecurityException {
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(own);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static Optional<Instant> date(HttpResponse<String> answer) {
    try {
      return answer
          .headers()
          .firstValue("Date")
          .map(date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException odd) {
      return Optional.empty();
    }
  }

  /** The feed of the report that was answered. */
  private static Optional<String> its(HttpResponse<String> answer) {
    if (answer.statusCode() != OK) {
      return Optional.empty();
    }
    try {
      OperationOutcome report =
          FhirContext.forR4Cached()
              .newJsonParser()
              .parseResource(OperationOutcome.class, answer.body());
      return Optional.ofNullable(report.getExtensionString(ReportJson.SYSTEM + ":feed"));
    } catch (DataFormatException other) {
      return Optional.empty();
    }
  }
}
