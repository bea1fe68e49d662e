package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.attendancemonitor.DebianChromium.Window;
import org.attendancemonitor.access.Passwords;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.record.DeadLetters;
import org.attendancemonitor.record.LetterQuery;
import org.attendancemonitor.record.User;
import org.attendancemonitor.record.Users;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a feed sends that means nothing here is counted, shown and told, and can be mapped. */
class FeedsTest {
  private static final Instant NOW = Instant.parse("2026-11-12T09:00:00Z");
  private static final Instant START = Instant.parse("2026-11-11T09:00:00Z");
  private static final String PASSWORD = "a long enough password";
  private static final String CANARY = "Zephyrine";

  private static final String CONTACT = "    contact: PAS desk, extension 4471\n";
  private static final String HL7 = "    hl7: {systems: {LCL: 'urn:pas:clinic'}}\n";
  private static final String ODD = "http://hl7.org/fhir/appointmentstatus|odd";
  private static final String MAPPED =
      """
          outcomes: {"urn:pas:cancel|KX": provider_cancelled}
          hl7: {systems: {LCL: "urn:pas:clinic"}, statuses: {WLIST: waitlist}}
          codes:
            ethnicity: {"urn:pas:ethnic|q7": H}
            services:
              podiatry: ["urn:pas:clinic|FT1"]
      """;

  @TempDir private Path folder;
  private final SetClock clock = new SetClock(NOW);
  private WholeMonitor service;

  private void start(String more) throws IOException {
    Path config = Files.createTempDirectory(folder, "config");
    try (Stream<Path> shipped = Files.list(Path.of("config"))) {
      for (Path file : shipped.filter(Files::isRegularFile).toList()) {
        Files.copy(file, config.resolve(file.getFileName()));
      }
    }
    Path feeds = config.resolve("feeds.yaml");
    Files.writeString(
        feeds,
        Files.readString(feeds)
            .replaceFirst("    expectedEvery: 1d\n", "    expectedEvery: 1d\n" + more));
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
            clock);
    Users users = service.monitor().part(Users.class);
    String hash = new Passwords().hash(PASSWORD);
    users.add(new User("otto", hash, Set.of("operator"), null, null));
    users.add(new User("mia", hash, Set.of("manager"), null, null));
  }

  @AfterEach
  void stop() throws IOException {
    service.close();
  }

  private static String cancelled(String id, String code) {
    return """
        {"resourceType": "Appointment", "id": "%s", "meta": {"lastUpdated": "%s"},
         "status": "cancelled", "start": "%s",
         "serviceType": [{"coding": [{"system": "http://snomed.info/sct", "code": "722140001"}]}],
         "cancelationReason": {"coding": [{"system": "urn:pas:cancel", "code": "%s"}]},
         "participant": [{"actor": {"reference": "Patient/p1"}, "status": "accepted"}]}"""
        .formatted(id, START, START, code);
  }

  private static String patient(String ethnic) {
    return """
        {"resourceType": "Patient", "id": "p1", "meta": {"lastUpdated": "2026-11-01T09:00:00Z"},
         "name": [{"text": "%s Smith"}], "birthDate": "1950-03-17",
         "extension": [{"url":
           "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory",
           "valueCodeableConcept": {"coding": [{"system": "urn:pas:ethnic", "code": "%s"}]}}]}"""
        .formatted(CANARY, ethnic);
  }

  private static String hl7(int i) {
    return "MSH|^~\\&|PAS|RXX|AM|RXX|2026111208%02d00||SIU^S12|W%d|P|2.4\r".formatted(i, i)
        + "SCH||F%d^DIARY|||||||30|min|^^30^202611200900||||||||||||||WLIST\r".formatted(i)
        + "PID|1||HP%d^^^RXX^PI||Fall^%s||19500317|F\r".formatted(i, CANARY)
        + "AIS|1||FT1^Foot clinic^LCL\r";
  }

  private void sent() throws Exception {
    // The same again is known, and one of its several codes is enough.
    for (int i = 0; i < 3; i++) {
      assertThat(service.put("Appointment", "c1", cancelled("c1", "KX")).statusCode())
          .isLessThan(300);
    }
    service.put("Appointment", "c2", cancelled("c2", "KX"));
    service.put("Appointment", "c3", cancelled("c3", "pat").replace("urn:pas:cancel", ""));
    // What is no code, or could be a date of birth, a telephone or an NHS number.
    service.put("Appointment", "c4", cancelled("c4", CANARY + " Smith"));
    service.put("Appointment", "c5", cancelled("c5", "1950-03-17"));
    service.put("Appointment", "c6", cancelled("c6", "9990000018"));
    service.put("Appointment", "c7", cancelled("c7", "KX").replace("pas:", "p/19500317/"));
    service.put("Patient", "p1", patient("q7"));
    assertThat(
            service
                .put("Appointment", "c8", cancelled("c8", "KX").replace("\"cancelled\"", "\"odd\""))
                .statusCode())
        .isEqualTo(422);
    service.queue(List.of(hl7(1), hl7(2)));
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(tally("status", "|WLIST")).isEqualTo(2));
  }

  private long tally(String kind, String item) {
    return service
        .record()
        .queryForList(
            "SELECT seen FROM feed_tally WHERE feed = 'default' AND kind = ? AND item = ?",
            Long.class,
            kind,
            item)
        .stream()
        .findFirst()
        .orElse(0L);
  }

  private void counted() {
    assertThat(tally("cancellation", "urn:pas:cancel|KX")).isEqualTo(3);
    assertThat(tally("cancellation", "other")).isEqualTo(4);
    assertThat(tally("ethnicity", "urn:pas:ethnic|Q7")).isEqualTo(1);
    assertThat(tally("service", "urn:pas:clinic|FT1")).isEqualTo(2);
    assertThat(tally("status", ODD)).isEqualTo(1);
    assertThat(tally("rejected", "impossible")).isEqualTo(1);
    assertThat(service.record().queryForObject("SELECT count(*) FROM feed_tally", Integer.class))
        .as("nothing else: what was mapped, and what was known already")
        .isEqualTo(7);
  }

  private String metrics() {
    service.monitor().part(LiveState.class).refresh();
    return service.management("/prometheus").body();
  }

  @Test
  void whatMeansNothingIsCountedOnceShownWithoutPeopleAndOutlivesARestart() throws Exception {
    start(CONTACT + HL7);
    sent();
    counted();
    String before = metrics();
    assertThat(before)
        .contains(
            "attendance_feed_unmapped_codes{feed=\"default\",kind=\"cancellation\"} 2.0",
            "attendance_feed_unmapped_seen{feed=\"default\",kind=\"cancellation\"} 7.0",
            "attendance_feed_unmapped_seen{feed=\"default\",kind=\"service\"} 2.0",
            "attendance_feed_unmapped_seen{feed=\"community\",kind=\"service\"} 0.0",
            "attendance_feed_rejected_total{feed=\"default\",reason=\"impossible\"} 1.0",
            "attendance_feed_way_info{feed=\"default\",way=\"http\"} 1")
        .doesNotContain("urn:pas", CANARY);

    service.close();
    start(CONTACT + HL7);
    counted();
    assertThat(metrics())
        .contains("attendance_feed_unmapped_seen{feed=\"default\",kind=\"cancellation\"} 7.0");
    try (DebianChromium chromium = DebianChromium.start();
        Window operator = chromium.window(1280, true);
        Window manager = chromium.window(320, true)) {
      String base = "http://127.0.0.1:" + service.monitor().port();
      operator.signIn(base, "otto", PASSWORD);
      Page page = operator.page();
      page.navigate(base + "/feeds");
      String text = page.textContent("#feed-default").replaceAll("\\s+", " ");
      assertThat(text)
          .contains("PAS desk, extension 4471", "FHIR over HTTP, the queue", "impossible")
          .contains("Yes, after 24 hours", "the IT team is told after 2 days")
          .contains("urn:pas:cancel|KX", "urn:pas:ethnic|Q7", ODD, "WLIST")
          .contains("\"urn:pas:cancel|KX\": not_recorded # 3 times")
          .contains("- \"urn:pas:clinic|FT1\" # 2 times")
          .contains("What does not look like a code", "\"WLIST\": booked # 2 times")
          .doesNotContain("\"odd\": booked", CANARY, "1950", "9990000018");
      assertThat(page.textContent("#feed-community")).contains("None came");
      page.click("text=Lines to paste for the codes of default");
      assertThat(operator.inaccessible()).isEmpty();

      manager.signIn(base, "mia", PASSWORD);
      manager.page().navigate(base + "/feeds");
      assertThat(manager.page().textContent("main"))
          .contains("Cancellation or miss: 7 times", "Operators see which")
          .doesNotContain("urn:pas");
      assertThat(manager.inaccessible()).isEmpty();
      assertThat(manager.overflows()).isFalse();
    }
  }

  @Test
  void whatWasMappedIsGoneFromThePageAndMeansWhatTheFeedSays() throws Exception {
    start(HL7);
    sent();
    service.close();
    start(MAPPED);
    assertThat(metrics())
        .contains(
            "attendance_feed_unmapped_codes{feed=\"default\",kind=\"cancellation\"} 1.0",
            "attendance_feed_unmapped_codes{feed=\"default\",kind=\"ethnicity\"} 0.0",
            "attendance_feed_unmapped_codes{feed=\"default\",kind=\"service\"} 0.0",
            "attendance_feed_unmapped_codes{feed=\"default\",kind=\"status\"} 1.0");

    service.put("Patient", "p1", patient("q7").replace("2026-11-01", "2026-11-02"));
    service.put(
        "Appointment",
        "c9",
        cancelled("c9", "KX")
            .replace("http://snomed.info/sct", "urn:pas:clinic")
            .replace("722140001", "FT1"));
    assertThat(
            service
                .record()
                .queryForObject(
                    "SELECT service || ' ' || outcome || ' ' || ethnic_group FROM attendance"
                        + " WHERE appointment LIKE '%/c9'",
                    String.class))
        .isEqualTo("podiatry provider_cancelled asian");
    // It is this feed's code: in the other it still means nothing.
    service.user("other", "feed", null);
    assertThat(tally("service", "urn:pas:clinic|FT1")).isEqualTo(2);
  }

  @Test
  void aReplayOfWhatIsRejectedAgainCountsNothingTwice() throws Exception {
    start(HL7);
    service.queue(List.of(cancelled("c1", "KX").replace("\"cancelled\"", "\"odd\"")));
    DeadLetters letters = service.monitor().part(DeadLetters.class);
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(letters.count(LetterQuery.WAITING)).isEqualTo(1));
    long id = letters.list(LetterQuery.WAITING, 0, 1).get(0).id();
    service.monitor().part(org.attendancemonitor.intake.Replaying.class).replay(List.of(id), true);
    assertThat(letters.show(id).orElseThrow().attempts()).isEqualTo(2);
    assertThat(tally("status", ODD)).isEqualTo(1);
    assertThat(tally("rejected", "impossible")).isEqualTo(1);
    assertThat(metrics())
        .contains("attendance_feed_dead_letters{feed=\"default\"} 1.0")
        .contains("attendance_feed_oldest_dead_letter_timestamp_seconds{feed=\"default\"} 1.79447")
        .contains("attendance_feed_dead_letters{feed=\"community\"} 0.0");
  }
}
