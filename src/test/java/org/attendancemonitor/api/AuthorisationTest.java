package org.attendancemonitor.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.attendancemonitor.access.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(classes = FhirServer.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class AuthorisationTest {
  private static final Set<Role> READERS = Set.of(Role.CLINICIAN, Role.COORDINATOR);
  private static final Set<Role> FEEDS = Set.of(Role.FEED);
  private static final Set<Role> ASKERS = Set.of(Role.FEED, Role.CLINICIAN, Role.COORDINATOR);

  @LocalServerPort private int port;

  static Stream<Arguments> doors() {
    return Stream.of(
        Arguments.of("GET", "/fhir/Task", READERS),
        Arguments.of("GET", "/fhir/Task/1", READERS),
        Arguments.of("GET", "/fhir/Task/1/_history/1", READERS),
        Arguments.of("POST", "/fhir/Task/_search", READERS),
        Arguments.of("GET", "/fhir/Task/$worklist", READERS),
        Arguments.of("POST", "/fhir/Task/1/$claim", READERS),
        Arguments.of("POST", "/fhir/Task/1/$release", READERS),
        Arguments.of("POST", "/fhir/Task/1/$hold", READERS),
        Arguments.of("POST", "/fhir/Task/1/$record-contact", READERS),
        Arguments.of("POST", "/fhir/Task/1/$record-step", READERS),
        Arguments.of("POST", "/fhir/Task/1/$record-evidence", READERS),
        Arguments.of("POST", "/fhir/Task/1/$complete", READERS),
        Arguments.of("POST", "/fhir/Task/1/$discharge", Set.of()),
        Arguments.of("POST", "/fhir/ServiceRequest/1/$place", Set.of(Role.CLINICIAN)),
        Arguments.of("GET", "/fhir/Flag", READERS),
        Arguments.of("POST", "/fhir/Flag/_search", READERS),
        Arguments.of("GET", "/fhir/AuditEvent", Set.of(Role.AUDITOR)),
        Arguments.of("GET", "/fhir/AuditEvent/1", Set.of(Role.AUDITOR)),
        Arguments.of("POST", "/fhir/AuditEvent/_search", Set.of(Role.AUDITOR)),
        Arguments.of("POST", "/fhir/AuditEvent", FEEDS),
        Arguments.of("GET", "/fhir/Communication", READERS),
        Arguments.of("GET", "/fhir/Communication/1", READERS),
        Arguments.of("POST", "/fhir/Communication/_search", READERS),
        Arguments.of("POST", "/fhir/Communication", FEEDS),
        Arguments.of("GET", "/fhir/Provenance", READERS),
        Arguments.of("GET", "/fhir/Provenance/1", READERS),
        Arguments.of("POST", "/fhir/Provenance/_search", READERS),
        Arguments.of("GET", "/fhir/Provenance/1/_history", READERS),
        Arguments.of("POST", "/fhir/Provenance", FEEDS),
        Arguments.of("POST", "/fhir", FEEDS),
        Arguments.of("POST", "/fhir/", FEEDS),
        Arguments.of("POST", "/fhir/$process-message", FEEDS),
        Arguments.of("POST", "/fhir/$validate-feed", FEEDS),
        Arguments.of("POST", "/fhir/$subscription-notification", FEEDS),
        Arguments.of("POST", "/fhir/Patient", FEEDS),
        Arguments.of("POST", "/fhir/Flag", FEEDS),
        Arguments.of("PUT", "/fhir/Appointment/1", FEEDS),
        Arguments.of("GET", "/fhir/Patient/1", Set.of()),
        Arguments.of("DELETE", "/fhir/Patient/1", Set.of()),
        Arguments.of("PATCH", "/fhir/Task/1", Set.of()),
        Arguments.of("GET", "/fhir/Patient/1/_history", Set.of()),
        Arguments.of("GET", "/fhir", Set.of()),
        Arguments.of("GET", "/", Set.of()),
        Arguments.of("GET", "/worklist", Set.of()),
        Arguments.of("GET", "/actuator/prometheus", Set.of()),
        Arguments.of("GET", "/fhir/metadata/x", Set.of()),
        Arguments.of("GET", "/fhir/ServiceRequest/1/$discharge-check", ASKERS),
        Arguments.of("POST", "/fhir/ServiceRequest/1/$discharge-check", ASKERS),
        Arguments.of("GET", "/fhir/ServiceRequest/$discharge-check", ASKERS),
        Arguments.of("POST", "/fhir/ServiceRequest/$discharge-check", ASKERS),
        Arguments.of("GET", "/fhir/ServiceRequest/$waiting-list", READERS),
        Arguments.of("POST", "/fhir/ServiceRequest/$waiting-list", READERS),
        Arguments.of("GET", "/fhir/ServiceRequest/1/$waiting-list", Set.of()),
        Arguments.of("GET", "/fhir/ServiceRequest", Set.of()),
        Arguments.of("GET", "/cds-services", ASKERS),
        Arguments.of("POST", "/cds-services/discharge-check", ASKERS),
        Arguments.of("POST", "/cds-services/referral-close", ASKERS),
        Arguments.of("POST", "/cds-services/appointment-book", ASKERS),
        Arguments.of("POST", "/cds-services/none", ASKERS),
        Arguments.of("GET", "/cds-services/discharge-check", Set.of()),
        Arguments.of("POST", "/cds-services", Set.of()),
        Arguments.of("PUT", "/cds-services/discharge-check", Set.of()),
        Arguments.of("POST", "/cds-services/discharge-check/feedback", Set.of()));
  }

  @ParameterizedTest
  @MethodSource("doors")
  void aDoorOpensForItsRolesAndNobodyElse(String method, String path, Set<Role> allowed) {
    HttpResponse<String> nobody = call(null, method, path);
    assertThat(nobody.statusCode()).isEqualTo(401);
    assertThat(nobody.headers().firstValue("WWW-Authenticate")).isPresent();
    for (Role role : Role.values()) {
      HttpResponse<String> response = call(role.word(), method, path);
      if (allowed.contains(role)) {
        assertThat(response.statusCode()).isNotIn(401, 403).isLessThan(500);
      } else {
        assertThat(response.statusCode()).as(role.word()).isEqualTo(403);
        assertThat(response.body()).contains("OperationOutcome");
      }
    }
  }

  /** The doors and the server behind them read an address alike, or not at all. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/fhir/metadata/../Task",
        "/fhir/metadata/%2e%2e/Task",
        "/fhir/metadata;/Task",
        "/fhir/metadata;a=b/../Task",
        "/fhir//Task",
        "/fhir/Task;jsessionid=1",
        "/fhir%2FTask",
        "/fhir/metadata%2F..%2FTask",
        "/assets/../fhir/Task",
        "/assets/..%2ffhir/Task",
        "/FHIR/Task",
        "/fhir/metadata?_getpages=1&_format=html",
        "/fhir/metadata/Task"
      })
  void noSpellingOfAnAddressGoesRoundTheDoors(String path) {
    HttpResponse<String> response = call(null, "GET", path);

    assertThat(response.body()).doesNotContain("searchset");
    if (!path.contains("?")) {
      assertThat(response.statusCode()).isGreaterThanOrEqualTo(400).isLessThan(500);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/fhir/Task",
        "/fhir/Task?status=requested",
        "/fhir/_search",
        "/fhir/Task/_search/",
        "/fhir/Task/%5Fsearch",
        "/fhir?_type=Task",
        "/fhir/$search"
      })
  void aFeedReadsNoTasksWhateverItPosts(String path) {
    for (String method : List.of("GET", "HEAD", "DELETE", "OPTIONS")) {
      HttpResponse<String> overridden =
          new Caller(port, "feed")
              .send(
                  "POST",
                  path,
                  "application/fhir+json",
                  BodyPublishers.ofString("{}"),
                  "X-HTTP-Method-Override",
                  method,
                  "X-HTTP-Method",
                  method);
      assertThat(overridden.statusCode()).isGreaterThanOrEqualTo(400).isLessThan(500);
      assertThat(overridden.body()).doesNotContain("searchset");
    }
  }

  @Test
  void metadataNeedsNoSignInAndNamesWhatIsTaken() {
    HttpResponse<String> response = new Caller(port, null).get("/fhir/metadata");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .contains("CapabilityStatement")
        .contains("\"AppointmentResponse\"", "\"EpisodeOfCare\"", "\"transaction\"")
        .contains("process-message");
  }

  @Test
  void aWrongPasswordIsRefused() {
    HttpResponse<String> response = new Caller(port, "nobody").get("/fhir/Task");

    assertThat(response.statusCode()).isEqualTo(401);
  }

  @Test
  void aFeedSignInThatBelongsToNoFeedIsRefused() {
    HttpResponse<String> response =
        new Caller(port, "stranger").post("/fhir/Patient", "{\"resourceType\":\"Patient\"}");

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.body()).contains("no-feed");
  }

  @Test
  void nothingIsCachedFramedOrSniffed() {
    HttpResponse<String> response = call("clinician", "GET", "/fhir/Task");

    assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(response.headers().firstValue("X-Frame-Options")).contains("DENY");
    assertThat(response.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
  }

  private HttpResponse<String> call(String user, String method, String path) {
    boolean search = path.endsWith("_search");
    boolean body = method.startsWith("P");
    return new Caller(port, user)
        .send(
            method,
            path,
            search ? "application/x-www-form-urlencoded" : body ? "application/fhir+json" : null,
            body && !search ? BodyPublishers.ofString("{}") : BodyPublishers.noBody());
  }
}
