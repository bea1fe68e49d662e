package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.attendancemonitor.fault.Home;
import org.attendancemonitor.fault.Launched;
import org.attendancemonitor.record.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The packaged program from outside: what cannot start says why and ends with code 2, what runs
 * ends with code 0 on SIGTERM, and commands work beside the service and alone.
 */
class StartUpIT {
  private static final Duration WITHIN = Duration.ofSeconds(180);
  private static final Instant YESTERDAY =
      Instant.now().truncatedTo(ChronoUnit.DAYS).minus(14, ChronoUnit.HOURS);

  @TempDir private Path folder;

  @Test
  void aMissingRouteFileIsNamed() throws Exception {
    ScratchHome home = new ScratchHome(folder);
    Files.delete(home.file("routes/feed-fhir.camel.yaml"));
    assertCannotStart(home, "routes/", "feed-fhir");
  }

  @Test
  void anUnknownBeanOfARouteIsNamed() throws Exception {
    ScratchHome home = new ScratchHome(folder);
    replace(home.file("routes/events.camel.yaml"), "ref: deciding", "ref: decidign");
    assertCannotStart(home, "decidign");
  }

  @Test
  void aMisspeltComponentIsNamed() throws Exception {
    ScratchHome home = new ScratchHome(folder);
    replace(home.file("routes/feed-queue.camel.yaml"), "jms-batch:", "jms-bacth:");
    assertCannotStart(home, "jms-bacth");
  }

  @Test
  void eachFaultOfTheConfigurationIsToldBeforeAnythingStarts() throws Exception {
    ScratchHome home = new ScratchHome(folder);
    replace(home.file("config/policy.yaml"), "wasNotBroughtUnder: 16", "wasNotBroughtUnder: old");
    replace(home.file("config/risk.yaml"), "earlierDischarge: true", "earlierDischrage: true");
    Home.Ran ran = home.run(WITHIN, "serve");
    assertThat(ran.exit()).as(ran.output()).isEqualTo(2);
    assertThat(ran.output())
        .contains("policy.yaml", "wasNotBroughtUnder", "risk.yaml", "earlierDischrage")
        .doesNotContain("\tat ");
    assertThat(home.data()).doesNotExist();
  }

  @Test
  void aTakenPortIsNamed() throws Exception {
    ScratchHome home = new ScratchHome(folder);
    for (int port : List.of(home.port(), home.managementPort(), home.brokerPort())) {
      try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        assertThat(taken.isBound()).isTrue();
        assertCannotStart(home, Integer.toString(port));
      }
    }
  }

  @Test
  void commandsBesideARunningServiceAndAfterIt() throws Exception {
    ScratchHome home = new ScratchHome(folder);
    List<String> lines = new ArrayList<>();
    for (int i = 1; i <= 600; i++) {
      lines.add(
          Fhir.appointment("a" + i, "p" + i, "noshow", YESTERDAY, YESTERDAY.plusSeconds(i))
              .replace("\n", " "));
    }
    lines.set(299, "{\"resourceType\": \"Appointment\", \"id\": \"cut");
    Path file = Files.write(home.file("events.ndjson"), lines);
    Path failed = home.file("failed.ndjson");

    Launched service = home.serve();
    try {
      Home.Ran second = home.run(WITHIN, "serve");
      assertThat(second.exit()).as(second.output()).isEqualTo(2);
      assertThat(second.output()).contains("in use by process " + service.pid());

      Home.Ran add = home.run(WITHIN, "users", "add", "anna", "--role", "clinician");
      assertThat(add.exit()).as(add.output()).isZero();
      assertThat(home.run(WITHIN, "users", "list").output()).contains("anna");
      assertThat(home.run(WITHIN, "users", "remove", "anna").exit()).isZero();
      assertThat(home.run(WITHIN, "users", "list").output()).doesNotContain("anna");

      Home.Ran load = home.run(WITHIN, "load", file.toString(), "--failed-out", failed.toString());
      assertThat(load.exit()).as(load.output()).isEqualTo(1);
      assertThat(load.output()).contains("events.ndjson:300 unparsable");
      assertThat(recorded(home)).isEqualTo(599);
      Home.Ran again = home.run(WITHIN, "load", file.toString());
      assertThat(again.exit()).as("goes on where it was: " + again.output()).isZero();

      Home.Ran rederive = home.run(WITHIN, "rederive");
      assertThat(rederive.exit()).as(rederive.output()).isZero();
      assertThat(rederive.output()).contains("within the next minutes");
    } finally {
      service.terminate();
      assertThat(service.waitFor(Duration.ofSeconds(60))).as("ends on SIGTERM").isTrue();
    }
    assertThat(service.exitValue()).as("exit code after SIGTERM").isZero();

    String mended =
        Files.readString(failed)
            .replace("{\"resourceType\": \"Appointment\", \"id\": \"cut", line("a300"));
    Files.writeString(failed, mended);
    Home.Ran alone = home.run(WITHIN, "load", failed.toString());
    assertThat(alone.exit()).as("what was mended is loaded: " + alone.output()).isZero();
    assertThat(recorded(home)).isEqualTo(600);
    Home.Ran own = home.run(WITHIN, "load", failed.toString(), "--failed-out", failed.toString());
    assertThat(own.exit()).as(own.output()).isEqualTo(2);
    assertThat(Files.readString(failed)).as("not overwritten").isEqualTo(mended);
    Home.Ran rederive = home.run(WITHIN, "rederive");
    assertThat(rederive.exit()).as(rederive.output()).isZero();
    assertThat(rederive.output()).contains("everyone was assessed again");
  }

  @Test
  void aLoadThatWasCutOffGoesOnAndKeepsWhatWasRejectedBefore() throws Exception {
    ScratchHome home = new ScratchHome(folder);
    List<String> lines = new ArrayList<>();
    lines.add("{\"resourceType\": \"Appointment\", \"id\": \"cut");
    for (int i = 1; i < 8_000; i++) {
      lines.add(line("a" + i));
    }
    Path file = Files.write(home.file("events.ndjson"), lines);
    Path failed = home.file("failed.ndjson");
    String[] load = {"load", file.toString(), "--failed-out", failed.toString()};
    Launched cut = home.start(load);
    org.awaitility.Awaitility.await()
        .atMost(WITHIN)
        .ignoreExceptions()
        .until(() -> Files.exists(home.data().resolve("loads")) && recordedBeside(home) > 300);
    cut.kill();
    Home.Ran rest = home.run(Duration.ofSeconds(300), load);
    assertThat(rest.exit()).as(rest.output()).isLessThan(2);
    assertThat(recorded(home)).isEqualTo(7_999);
    assertThat(Files.readString(failed)).contains("unparsable", "\"id\": \"cut");
  }

  private static void assertCannotStart(ScratchHome home, String... words) throws Exception {
    Home.Ran ran = home.run(WITHIN, "serve");
    assertThat(ran.exit()).as("exit code: " + ran.output()).isEqualTo(2);
    List<String> told =
        ran.output().lines().filter(line -> line.startsWith("cannot start")).toList();
    assertThat(told).as("one clear message in: " + ran.output()).hasSize(1);
    assertThat(told.get(0)).contains(words);
    assertThat(ran.output()).as("no stack traces").doesNotContain("\tat ");
  }

  private static void replace(Path file, String text, String by) throws Exception {
    String before = Files.readString(file);
    assertThat(before).contains(text);
    Files.writeString(file, before.replace(text, by));
  }

  private static String line(String id) {
    return Fhir.appointment(
            id, "p" + id.substring(1), "noshow", YESTERDAY, YESTERDAY.plusSeconds(1))
        .replace("\n", " ");
  }

  private static long recorded(ScratchHome home) {
    try (Store store = home.store()) {
      Long count =
          new JdbcTemplate(store.reader())
              .queryForObject("SELECT count(*) FROM attendance", Long.class);
      return count == null ? 0 : count;
    }
  }

  private static long recordedBeside(ScratchHome home) {
    return Files.exists(home.data().resolve("store/attendance.db")) ? recorded(home) : 0;
  }
}
