package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attendancemonitor.configuration.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Notifications of a subscription at a real FHIR server, and what did not come. */
class SubscriptionTest {
  private static final String DOOR = "/fhir/$subscription-notification";
  private static final Instant YESTERDAY =
      Instant.now().truncatedTo(ChronoUnit.DAYS).minus(14, ChronoUnit.HOURS);

  @TempDir private Path folder;
  private OpenIdProvider provider;
  private SubscribedServer server;
  private WholeMonitor service;

  @BeforeEach
  void start() throws Exception {
    int port = ScratchHome.freePort();
    provider = OpenIdProvider.start(port, "http://127.0.0.1:1/sign-in/back/site");
    Path secret = Files.writeString(folder.resolve("secret"), OpenIdProvider.SYSTEM_SECRET);
    server =
        new SubscribedServer(
            ScratchHome.freePort(), Files.createDirectories(folder.resolve("server")));
    server.goodToken = token -> token.chars().filter(c -> c == '.').count() == 2;
    Path config = Files.createDirectories(folder.resolve("config"));
    try (var shipped = Files.list(Path.of("config"))) {
      for (Path file : shipped.filter(Files::isRegularFile).toList()) {
        Files.copy(file, config.resolve(file.getFileName()));
      }
    }
    Path feeds = config.resolve("feeds.yaml");
    String text = Files.readString(feeds);
    int from = text.indexOf("# subscriptions:");
    int to = text.indexOf("\n\n", from);
    Files.writeString(
        feeds,
        text.substring(0, from)
            + text.substring(from, to)
                .replaceAll("(?m)^# ", "")
                .replace("https://epr.your-trust.example/fhir", server.base())
                .replace("[Patient, ServiceRequest, Appointment]", "[Appointment]")
                .replace(
                    "https://login.your-trust.example/oauth2/token",
                    OpenIdProvider.issuer(port) + "/oauth2/token")
                .replace("clientId: attendance-monitor", "clientId: " + OpenIdProvider.SYSTEM)
                .replace("/etc/attendance-monitor/epr.secret", secret.toString())
                .replace("system/*.rs", "attendance-feed")
            + text.substring(to));
    service =
        WholeMonitor.start(
            Configuration.load(
                config,
                Map.of(),
                Map.of(
                    "attendance.data",
                    folder.resolve("data").toString(),
                    "attendance.broker.port",
                    Integer.toString(ScratchHome.freePort()))),
            Map.of(),
            Clock.systemUTC());
    service.user("otto", "operator", null);
  }

  @AfterEach
  void stop() throws Exception {
    service.close();
    server.close();
    provider.close();
  }

  private void change(String id) {
    server.change(
        Fhir.appointment(id, "p-" + id, "noshow", YESTERDAY, YESTERDAY.plusSeconds(3600)));
  }

  private void notified(String type, boolean content, int... numbers) {
    HttpResponse<String> answer =
        service.post(WholeMonitor.FEED, DOOR, server.notification(type, content, numbers));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private List<String> known() {
    return service
        .record()
        .queryForList(
            "SELECT DISTINCT key_text FROM fact WHERE key_text LIKE 'epr|Appointment/%'"
                + " ORDER BY 1",
            String.class);
  }

  private static List<String> keys(String... ids) {
    return java.util.Arrays.stream(ids).map(id -> "epr|Appointment/" + id).toList();
  }

  private double missing() {
    return service
        .management("/prometheus")
        .body()
        .lines()
        .filter(line -> line.startsWith("attendance_subscription_events_missing{feed=\"default\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .findFirst()
        .orElseThrow();
  }

  private void awaitAll(String... ids) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(known()).containsExactlyElementsOf(keys(ids)));
    await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(missing()).isZero());
  }

  @Test
  void eventsInOrderAreReadAndNothingIsAskedFor() throws Exception {
    notified("handshake", false);
    change("a1");
    notified("event-notification", true, 1);
    change("a2");
    change("a3");
    notified("event-notification", true, 2, 3);
    notified("heartbeat", false);
    notified("event-notification", true, 2, 3);

    assertThat(known()).isEqualTo(keys("a1", "a2", "a3"));
    assertThat(missing()).isZero();
    service.monitor().part(CatchUp.class).due();
    assertThat(server.asked).isEmpty();
  }

  @Test
  void whatALaterNumberShowsMissingIsFetchedByItsNumber() {
    server.givesEvents = true;
    notified("handshake", false);
    change("a1");
    change("a2");
    change("a3");
    notified("event-notification", true, 3);

    awaitAll("a1", "a2", "a3");
    assertThat(server.asked)
        .containsExactly(
            "/fhir/Subscription/admissions/$events"
                + "?eventsSinceNumber=1&eventsUntilNumber=2&content=full-resource");
  }

  @Test
  void whatAHeartbeatShowsMissingIsSearchedWhereEventsAreNotGivenAgain() {
    notified("handshake", false);
    for (String id : List.of("a1", "a2", "a3", "a4", "a5")) {
      change(id);
    }
    notified("heartbeat", false);

    awaitAll("a1", "a2", "a3", "a4", "a5");
    assertThat(server.asked)
        .as("its pages too")
        .anyMatch(it -> it.startsWith("/fhir/Appointment?_lastUpdated=ge"))
        .anyMatch(it -> it.contains("_getpages="));
  }

  @Test
  void anEventWithoutContentIsFetched() {
    server.givesEvents = true;
    notified("handshake", false);
    change("a1");
    notified("event-notification", false, 1);

    awaitAll("a1");
  }

  @Test
  void aSubscriptionMadeAnewIsCaughtUpFromWhenItWasLastHeardOf() {
    change("a1");
    change("a2");
    notified("handshake", false);
    change("a3");
    service.post(
        WholeMonitor.FEED,
        DOOR,
        server
            .notification("handshake", false)
            .replace("valueString\":\"3\"", "valueString\":\"0\""));

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(known()).contains("epr|Appointment/a3"));
    await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(missing()).isZero());
  }

  @Test
  void aServerThatIsAwayIsAskedAgainAndTheGapStaysToldUntilThen() {
    server.givesEvents = true;
    server.broken = true;
    notified("handshake", false);
    change("a1");
    notified("heartbeat", false);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(server.asked).isNotEmpty());
    assertThat(missing()).isEqualTo(1);
    assertThat(known()).isEmpty();
    assertThat(service.get("otto", "/feeds").body())
        .contains("1 event of a subscription did not come", "a subscription");

    server.broken = false;

    awaitAll("a1");
    assertThat(service.get("otto", "/feeds").body())
        .doesNotContain("of a subscription did not come");
  }

  @Test
  void whatCannotBeUsedIsADeadLetterAndNoFaultOfTheServer() {
    notified("handshake", false);
    change("a1");
    String bad = server.notification("event-notification", true, 1).replace("noshow", "away");

    assertThat(service.post(WholeMonitor.FEED, DOOR, bad).statusCode()).isEqualTo(200);

    assertThat(
            service
                .record()
                .queryForList("SELECT way || ' ' || reason FROM dead_letter", String.class))
        .containsExactly("subscription impossible");
  }

  @Test
  void aLinkThatLeadsToAnotherServerIsNotFollowed() {
    AskedServer elsewhere =
        new AskedServer(
            URI.create("https://elsewhere.example/fhir"),
            Optional.empty(),
            1_000,
            Duration.ofSeconds(5));

    assertThatThrownBy(() -> elsewhere.get(URI.create(server.base() + "/Appointment")))
        .isInstanceOf(AskedServer.AwayException.class);

    assertThat(server.asked).isEmpty();
  }

  @Test
  void whatIsNoNotificationIsRefused() {
    for (String json :
        List.of(
            "{\"resourceType\":\"Patient\"}",
            "{\"resourceType\":\"Bundle\",\"type\":\"history\"}",
            server.notification("handshake", false).replace("handshake", "greeting"),
            server.notification("query-event", true))) {
      assertThat(service.post(WholeMonitor.FEED, DOOR, json).statusCode()).isEqualTo(422);
    }
    assertThat(service.post(WholeMonitor.CLINICIAN, DOOR, "{}").statusCode()).isEqualTo(403);
  }
}
