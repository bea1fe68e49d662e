package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.attendancemonitor.access.Audit;
import org.attendancemonitor.access.Passwords;
import org.attendancemonitor.access.Role;
import org.attendancemonitor.access.SignedIn;
import org.attendancemonitor.record.AuditChains;
import org.attendancemonitor.record.AuditEntries;
import org.attendancemonitor.record.User;
import org.attendancemonitor.record.Users;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every path of the pages, for every role and for nobody: what is not in the table here must not
 * exist, so that a new page without a rule fails.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageDoorsTest {
  private static final Instant NOW = Instant.parse("2026-10-06T09:00:00Z");
  private static final Instant MISSED = Instant.parse("2026-10-05T08:30:00Z");
  private static final String PASSWORD = "a long enough password";
  private static final String NOBODY = "nobody";

  /** method and path | roles that may; {@code all} of them, {@code everybody} without a sign-in */
  private static final String TABLE =
      """
      GET /                              | all
      GET /sign-in                       | everybody
      GET /sign-in/role                  | nobody-with-one-role
      POST /sign-in/role                 | nobody-with-one-role
      GET /worklist                      | clinician coordinator
      GET /worklist/tasks/{id}           | clinician coordinator
      GET /worklist/tasks/{id}/{act}     | clinician coordinator
      GET /worklist/tasks/{id}/review    | clinician coordinator
      GET /worklist/tasks/{id}/check     | clinician coordinator
      POST /worklist/tasks/{id}/{act}    | clinician coordinator
      POST /worklist/tasks/{id}/break-glass | clinician coordinator
      GET /worklist/people              | clinician coordinator
      POST /worklist/people             | clinician coordinator
      GET /worklist/people/found/{id}   | clinician coordinator
      GET /worklist/people/{id}         | clinician coordinator
      GET /worklist/outcomes            | clinician coordinator
      POST /worklist/outcomes           | clinician coordinator
      POST /worklist/csv                 | clinician coordinator
      POST /worklist/print               | clinician coordinator
      GET /waiting-list                  | clinician coordinator
      GET /waiting-list/places/{place}   | clinician
      POST /waiting-list/places/{place}  | clinician
      GET /team                          | manager
      GET /feeds                         | manager operator
      GET /feeds/dead-letters            | operator
      GET /feeds/dead-letters/{id}       | operator
      GET /feeds/dead-letters/replay     | operator
      POST /feeds/dead-letters/replay    | operator
      POST /feeds/dead-letters/{id}/give-up | operator
      GET /audit                         | auditor manager
      """;

  /** What answers nobody but the filters before it, or is no page. */
  private static final Set<String> OTHERS =
      Set.of(
          "POST /sign-in",
          "PUT /sign-in",
          "PATCH /sign-in",
          "DELETE /sign-in",
          "POST /sign-out/on",
          "POST /control/load",
          "POST /control/dead-letters",
          "POST /control/rederive",
          "POST /control/backup");

  private WholeMonitor service;
  private String task;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    service = WholeMonitor.start(folder.resolve("data"), Map.of(), new SetClock(NOW));
    Users users = service.monitor().part(Users.class);
    String hash = new Passwords().hash(PASSWORD);
    for (Role role : Role.values()) {
      users.add(new User("one-" + role.word(), hash, Set.of(role.word()), null, null));
    }
    users.add(new User("of-eyes", hash, Set.of("clinician"), "eyes", null));
    service.put(
        "Patient",
        "p1",
        """
        {"resourceType": "Patient", "id": "p1", "meta": {"lastUpdated": "2026-10-01T09:00:00Z"},
         "name": [{"text": "Vella Ogundipe"}], "birthDate": "1980-05-04"}""");
    service.put(
        "Appointment",
        "a1",
        Fhir.appointment("a1", "p1", "noshow", MISSED, MISSED.plusSeconds(60)));
    task = service.record().queryForObject("SELECT id FROM support_task", String.class);
  }

  @AfterAll
  void stop() throws Exception {
    service.close();
  }

  private static Map<String, Set<String>> table() {
    Map<String, Set<String>> table = new TreeMap<>();
    TABLE
        .lines()
        .forEach(
            line -> {
              String[] cells = line.split("\\|");
              table.put(
                  cells[0].strip(), new TreeSet<>(Arrays.asList(cells[1].strip().split(" "))));
            });
    return table;
  }

  @Test
  void everyRouteHasItsLineAndEveryLineItsRoute() {
    Set<String> routes = new TreeSet<>();
    service
        .monitor()
        .part("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .keySet()
        .forEach(
            mapping -> {
              for (String pattern : mapping.getPatternValues()) {
                for (RequestMethod method : mapping.getMethodsCondition().getMethods()) {
                  routes.add(method + " " + pattern);
                }
              }
            });
    routes.removeAll(OTHERS);
    assertThat(routes).isEqualTo(table().keySet());
  }

  @Test
  void aPathOpensForItsRolesAndForNobodyElse() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, Set<String>> line : table().entrySet()) {
      String method = line.getKey().split(" ")[0];
      String path =
          line.getKey()
              .split(" ")[1]
              .replace("{id}", task)
              .replace("{act}", "hold")
              .replace("{place}", "1-0a");
      Set<String> may = line.getValue();
      for (Role role : Role.values()) {
        int status = status(method, path, "one-" + role.word());
        boolean opened = status != 401 && status != 403;
        boolean expected =
            may.contains("all") || may.contains("everybody") || may.contains(role.word());
        // A form without its token is refused to everybody: who may, is refused for that alone.
        if (!method.equals("POST") && opened != expected) {
          wrong.add(method + " " + path + " as " + role.word() + ": " + status);
        }
      }
      int status = status(method, path, NOBODY);
      boolean asked = status == 302 || status == 401;
      if (asked == may.contains("everybody")) {
        wrong.add(method + " " + path + " as nobody: " + status);
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void aFormOfAnotherSiteDoesNothing() throws Exception {
    HttpResponse<String> refused =
        send("POST", "/worklist/tasks/" + task + "/claim", "one-clinician", "once=1");
    assertThat(refused.statusCode()).isIn(401, 403);
    assertThat(refused.body()).doesNotContain("Ogundipe");
    assertThat(service.record().queryForObject("SELECT status FROM support_task", String.class))
        .isEqualTo("REQUESTED");
  }

  @Test
  void whatIsNotOfTheTeamIsNotThere() throws Exception {
    for (String path : List.of("", "/contact", "/hold", "/claim")) {
      HttpResponse<String> answer = send("GET", "/worklist/tasks/" + task + path, "of-eyes", "");
      assertThat(answer.statusCode()).as(path).isEqualTo(path.isEmpty() ? 403 : 404);
      assertThat(answer.body()).doesNotContain("Ogundipe");
    }
    assertThat(send("GET", "/worklist", "of-eyes", "").body()).doesNotContain("Ogundipe");
    assertThat(send("GET", "/worklist?service=physiotherapy", "of-eyes", "").body())
        .doesNotContain("Ogundipe");
  }

  @Test
  void addressesTitlesAndAnswersKeepTheirSecrets() throws Exception {
    HttpResponse<String> page = send("GET", "/worklist/tasks/" + task, "one-clinician", "");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("Ogundipe");
    assertThat(page.body().replaceAll("(?s).*<title>(.*)</title>.*", "$1"))
        .doesNotContain("Ogundipe")
        .contains("Missed appointment");
    assertThat(page.headers().map())
        .containsEntry("cache-control", List.of("no-cache, no-store, max-age=0, must-revalidate"))
        .containsEntry("referrer-policy", List.of("no-referrer"))
        .containsEntry("x-content-type-options", List.of("nosniff"))
        .containsEntry("cross-origin-opener-policy", List.of("same-origin"));
    assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
        .contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'")
        .doesNotContain("script-src", "unsafe");
  }

  @Test
  void badAddressesAreAnsweredPlainly() throws Exception {
    for (String path :
        List.of(
            "/worklist?page=-1",
            "/worklist?page=99999999999",
            "/worklist?page=900",
            "/worklist?service=../../etc&sort=;drop&need='--",
            "/worklist/tasks/x'--",
            "/worklist/tasks/" + task + "/discharge",
            "/waiting-list?service=none&page=x",
            "/nothing",
            "/audit?from=yesterday&until=2026-13-45")) {
      String user = path.startsWith("/audit") ? "one-auditor" : "one-clinician";
      HttpResponse<String> answer = send("GET", path, user, "");
      assertThat(answer.statusCode()).as(path).isLessThan(500);
      assertThat(answer.body()).as(path).doesNotContain("Exception", "at org.");
    }
  }

  @Test
  void managersSeeWhatTheirOwnTeamDidWithoutWhatPeopleWrote() throws Exception {
    service
        .monitor()
        .part(Users.class)
        .add(
            new User("of-hands", new Passwords().hash(PASSWORD), Set.of("manager"), "hands", null));
    Audit audit = service.monitor().part(Audit.class);
    SignedIn own = new SignedIn("in-hands", Set.of("clinician"), null, "hands");
    SignedIn other = new SignedIn("in-eyes", Set.of("clinician"), null, "eyes");
    audit.breakGlass(own, 1, "task-own", "Vella rang me \"team\":\"eyes\"");
    audit.breakGlass(other, 1, "task-other", "Vella asked");
    audit.list(own, "waiting-list", List.of("epr|ServiceRequest/R-77", "task-listed"));

    String page = send("GET", "/audit", "of-hands", "").body();
    assertThat(page)
        .contains("in-hands", "task-own", "task-listed", "given: auditors see it")
        .contains("Looked outside of the own team in the last 30 days")
        .doesNotContain("in-eyes", "task-other", "Vella", "R-77", "one-clinician");
    assertThat(send("GET", "/audit?actor=in-eyes", "of-hands", "").body())
        .contains("Nothing was found")
        .doesNotContain("in the last 30 days");
    assertThat(send("GET", "/audit", "one-manager", "").body())
        .as("who is in no team works for the whole organisation")
        .contains("in-hands", "in-eyes")
        .doesNotContain("Vella", "R-77");
    assertThat(send("GET", "/audit", "one-auditor", "").body())
        .contains("in-hands", "in-eyes", "Vella asked", "R-77");
    assertThat(send("GET", "/audit?kind=audit", "one-auditor", "").body()).contains("of-hands");
  }

  @Test
  void whatIsTakenOutOfTheTrailShows() {
    service.get("one-clinician", "/nothing");
    AuditEntries reads = service.monitor().part("readTrail", AuditEntries.class);
    assertThat(service.monitor().part("readChains", AuditChains.class).broken()).isEmpty();
  }

  private int status(String method, String path, String user) throws Exception {
    return send(method, path, user, "").statusCode();
  }

  private HttpResponse<String> send(String method, String path, String user, String form)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:"
                        + service.monitor().port()
                        + path.replace("'", "%27").replace(";", "%3B")))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .method(method, HttpRequest.BodyPublishers.ofString(form));
    if (!user.equals(NOBODY)) {
      request.header(
          "Authorization",
          "Basic "
              + Base64.getEncoder()
                  .encodeToString((user + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8)));
    }
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
