package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.doctor.Section;
import org.attendancemonitor.feed.FeedSettings;
import org.attendancemonitor.feed.MllpSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check-feed --connect} against a service that runs. */
class ConnectionCheckTest {
  private static final List<String> NOTES = List.of("client-certificate", "framing-untried");
  private static final String OTHER_FEED = "community-feed";

  @TempDir static Path folder;
  private static Certificates certificates;
  private static Configuration configuration;
  private static WholeMonitor monitor;

  @BeforeAll
  static void start() throws Exception {
    certificates = Certificates.make(folder);
    certificates.renew("good", "-ext", "san=ip:127.0.0.1", "-validity", "365");
    int port = ScratchHome.freePort();
    configuration =
        with(
            WholeMonitor.configuration(folder.resolve("data"), Map.of()),
            port,
            certificates.service(),
            certificates.senders());
    monitor = WholeMonitor.start(configuration, Map.of(), Clock.systemUTC());
    monitor.user(OTHER_FEED, "feed", null);
  }

  @AfterAll
  static void stop() throws IOException {
    monitor.close();
  }

  /** The same, and the feed default listens with these certificates. */
  private static Configuration with(Configuration base, int port, Path keyStore, Path trustStore) {
    FeedSettings feeds = base.settings(FeedSettings.class);
    Map<String, FeedSettings.Feed> all = new HashMap<>(feeds.feeds());
    MllpSettings.Tls tls = new MllpSettings.Tls(keyStore, trustStore, certificates.password());
    FeedSettings.Feed was = all.get("default");
    all.put(
        "default",
        new FeedSettings.Feed(
            was.source(),
            was.signIns(),
            was.sourceTime(),
            was.groupStatus(),
            was.outcomes(),
            was.missReasons(),
            was.expectedEvery(),
            was.hl7(),
            Optional.of(new MllpSettings("127.0.0.1", port, Optional.empty(), Optional.of(tls))),
            was.csv(),
            was.folder(),
            was.limits(),
            was.queueSignIns(),
            was.codes(),
            was.contact(),
            was.list()));
    return base.with(new FeedSettings(all, feeds.codes(), feeds.limits(), feeds.subscriptions()));
  }

  private static int mllpPort() {
    return configuration.settings(FeedSettings.class).feed("default").mllp().orElseThrow().port();
  }

  private static Section look(Configuration of, int port, String user, String password, Clock clock)
      throws InterruptedException {
    return new ConnectionCheck(
            of,
            new WebAddress("127.0.0.1", port, Optional.empty(), false),
            Optional.empty(),
            Optional.of(new TriedSignIn(user, password)),
            clock)
        .look("default");
  }

  private static List<String> found(Section section) {
    return section.findings().stream()
        .flatMap(one -> one.places().stream().map(place -> one.rule().word() + " " + kind(place)))
        .toList();
  }

  private static String kind(String place) {
    return place.split(" ")[0];
  }

  private static List<String> found(Configuration of, String user, String password)
      throws InterruptedException {
    return found(look(of, monitor.monitor().port(), user, password, Clock.systemUTC()));
  }

  private static String[] also(String... errors) {
    return java.util.stream.Stream.concat(
            java.util.Arrays.stream(errors), NOTES.stream().map(note -> note + " MLLP"))
        .toArray(String[]::new);
  }

  @Test
  void where_all_is_well_only_what_was_not_tried_is_said_and_nothing_is_kept() throws Exception {
    Section section =
        look(
            configuration,
            monitor.monitor().port(),
            WholeMonitor.FEED,
            WholeMonitor.PASSWORD,
            Clock.systemUTC());
    assertThat(found(section)).containsExactlyInAnyOrder(also());
    assertThat(section.figures()).extracting(one -> one.code().split(":")[0]).hasSize(4);
    assertThat(
            section.figures().stream()
                .filter(one -> one.code().startsWith("certificate-days:MLLP"))
                .map(one -> one.value()))
        .containsExactly(364L);
    for (String table : List.of("dead_letter", "fact")) {
      assertThat(monitor.record().queryForObject("SELECT COUNT(*) FROM " + table, Long.class))
          .as(table)
          .isZero();
    }
  }

  @Test
  void a_wrong_password_is_shown_once_only() throws Exception {
    assertThat(found(configuration, WholeMonitor.FEED, "not-the-password"))
        .containsExactlyInAnyOrder(also("sign-in-refused HTTP", "sign-in-untried queue"));
  }

  @Test
  void the_sign_in_of_another_feed_may_not_send_by_either_way() throws Exception {
    assertThat(found(configuration, OTHER_FEED, WholeMonitor.PASSWORD))
        .containsExactlyInAnyOrder(also("sign-in-feed HTTP", "sign-in-feed queue"));
    assertThat(found(configuration, WholeMonitor.CLINICIAN, WholeMonitor.PASSWORD))
        .contains("sign-in-feed HTTP");
  }

  @Test
  void closed_ports_are_named_each() throws Exception {
    Configuration elsewhere =
        with(
            WholeMonitor.configuration(folder.resolve("data"), Map.of()),
            ScratchHome.freePort(),
            certificates.service(),
            certificates.senders());
    assertThat(
            found(
                look(
                    elsewhere,
                    ScratchHome.freePort(),
                    WholeMonitor.FEED,
                    WholeMonitor.PASSWORD,
                    Clock.systemUTC())))
        .containsExactlyInAnyOrder("no-answer MLLP", "no-answer HTTP", "no-answer queue");
  }

  @Test
  void a_clock_that_is_off_and_certificates_by_that_time() throws Exception {
    Clock late = Clock.offset(Clock.systemUTC(), Duration.ofDays(400));
    Section section =
        look(
            configuration,
            monitor.monitor().port(),
            WholeMonitor.FEED,
            WholeMonitor.PASSWORD,
            late);
    assertThat(found(section))
        .containsExactlyInAnyOrder(
            also("certificate-time MLLP", "trust-over MLLP", "clock-skew HTTP"));
  }

  @Test
  void certificates_that_are_over_of_another_name_or_not_read_again() throws Exception {
    Path over =
        certificates.another(
            "over", "-ext", "san=ip:127.0.0.1", "-startdate", "-30d", "-validity", "10");
    assertThat(
            found(
                with(configuration, mllpPort(), over, over),
                WholeMonitor.FEED,
                WholeMonitor.PASSWORD))
        .containsExactlyInAnyOrder(also("certificate-other MLLP", "trust-over MLLP"));
    Files.copy(certificates.service(), folder.resolve("good-kept.p12"));
    try {
      certificates.renew("stranger", "-ext", "san=dns:elsewhere.example", "-validity", "20");
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(found(configuration, WholeMonitor.FEED, WholeMonitor.PASSWORD))
                      .containsExactlyInAnyOrder(
                          also("certificate-name MLLP", "certificate-ends MLLP")));
      certificates.renew(
          "past", "-ext", "san=ip:127.0.0.1", "-startdate", "-30d", "-validity", "10");
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(found(configuration, WholeMonitor.FEED, WholeMonitor.PASSWORD))
                      .containsExactlyInAnyOrder(also("certificate-time MLLP")));
    } finally {
      Files.move(
          folder.resolve("good-kept.p12"),
          certificates.service(),
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(found(configuration, WholeMonitor.FEED, WholeMonitor.PASSWORD))
                      .containsExactlyInAnyOrder(also()));
    }
  }

  @Test
  void the_command_exits_with_1_where_a_sender_could_not_send() throws Exception {
    Path password = Files.writeString(folder.resolve("of-feed"), WholeMonitor.PASSWORD + "\n");
    Path wrong = Files.writeString(folder.resolve("wrong"), "something-else\n");
    Path report = folder.resolve("report.txt");
    System.setProperty("server.port", Integer.toString(monitor.monitor().port()));
    System.setProperty(
        "attendance.broker.port",
        Integer.toString(
            configuration
                .settings(org.attendancemonitor.configuration.ServerSettings.class)
                .broker()
                .port()));
    try {
      assertThat(command(report, password)).isZero();
      assertThat(report).content().contains("nothing stands in a sender's way", "CONNECTION");
      assertThat(command(report, wrong)).isEqualTo(1);
      assertThat(report).content().contains("Error sign-in-refused").doesNotContain("something-");
      assertThat(AttendanceMonitor.run("check-feed")).isEqualTo(2);
    } finally {
      System.clearProperty("server.port");
      System.clearProperty("attendance.broker.port");
    }
  }

  private static int command(Path report, Path password) {
    return AttendanceMonitor.run(
        "check-feed",
        "--connect",
        "default",
        "--sign-in",
        WholeMonitor.FEED,
        "--password-file",
        password.toString(),
        "--out",
        report.toString());
  }
}
