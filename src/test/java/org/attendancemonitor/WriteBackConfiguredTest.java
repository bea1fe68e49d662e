package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.stream.Stream;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.configuration.ServerSettings;
import org.attendancemonitor.task.Systems;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * Write-back as a site configures it: files, a token, its own timer, and a service that restarts.
 */
@ExtendWith(OutputCaptureExtension.class)
class WriteBackConfiguredTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Instant MISSED =
      Instant.now().minus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);

  @TempDir private Path folder;

  @Test
  void theServersTasksFollowOursThroughOutagesAndRestarts(CapturedOutput output) throws Exception {
    int tokens = ScratchHome.freePort();
    EprFhirServer epr =
        new EprFhirServer(ScratchHome.freePort(), Clock.systemUTC(), folder.resolve("epr"));
    Stream.of("one", "two", "three").forEach(epr.patients::add);
    Configuration configuration = configuration(epr.base(), tokens);
    Clock clock = Clock.systemUTC();

    try (epr;
        OpenIdProvider provider = OpenIdProvider.start(tokens, "http://127.0.0.1:1/back/site")) {
      var decoder =
          org.springframework.security.oauth2.jwt.NimbusJwtDecoder.withPublicKey(
                  provider.key().toRSAPublicKey())
              .build();
      epr.goodToken = token -> decoder.decode(token).getSubject() != null;
      try (WholeMonitor service = WholeMonitor.start(configuration, Map.of(), clock)) {
        service.user("otto", "operator", null);
        missed(service, "one");
        await()
            .atMost(SOON)
            .until(() -> list(configuration).contains("no answer: ConnectException"));
        assertThat(service.get("otto", "/feeds").body())
            .contains("Tasks and flags told to epr", "Silent</strong> <span>since ");
        epr.start();
        await().atMost(SOON).until(() -> epr.tasks.all().size() == 1);
        await().atMost(SOON).until(() -> !list(configuration).contains("left alone"));

        epr.tasks.change(
            epr.tasks.all().get(0).getIdElement().getIdPart(),
            task ->
                task.setStatus(Task.TaskStatus.ACCEPTED)
                    .setOwner(new Reference("Practitioner/dr7")));
        await()
            .atMost(SOON)
            .until(
                () ->
                    service
                        .record()
                        .queryForList("SELECT owner FROM support_task", String.class)
                        .contains("write-back:epr/dr7"));

        // Down in the middle: what changes now is told after the restart.
        epr.stop();
        missed(service, "two");
        await()
            .atMost(SOON)
            .until(() -> list(configuration).contains("no answer: ConnectException"));
      }
      epr.start();
      epr.poison = "Patient/three";
      try (WholeMonitor service = WholeMonitor.start(configuration, Map.of(), clock)) {
        await().atMost(SOON).until(() -> epr.tasks.all().size() == 2);
        missed(service, "three");
        await().atMost(SOON).until(() -> list(configuration).contains("refused: 1"));
        assertThat(list(configuration))
            .contains("written: ", "server of source epr: " + epr.base())
            .contains(": status 422 (processing)")
            .doesNotContain("three");
        assertThat(service.get("otto", "/feeds").body())
            .containsPattern("Refused there</dt><dd[^>]*><span>1</span>")
            .doesNotContain("Silent</strong> <span>since ");
        epr.poison = null;
        assertThat(retry(configuration)).contains("1 to be tried again");
        await().atMost(SOON).until(() -> epr.tasks.all().size() == 3);

        epr.tasks.change(
            epr.tasks.all().get(1).getIdElement().getIdPart(),
            task -> {
              task.setStatus(Task.TaskStatus.COMPLETED);
              CodeableConcept how = new CodeableConcept();
              how.addCoding().setSystem(Systems.OUTCOME).setCode("reason-known");
              task.setBusinessStatus(how);
            });
        await()
            .atMost(SOON)
            .until(() -> list(configuration).contains("Not taken over: No reason is recorded"));
        await()
            .atMost(SOON)
            .until(
                () ->
                    epr.tasks.all().stream()
                        .noneMatch(it -> it.getStatus() == Task.TaskStatus.COMPLETED));
      }
    }
    assertThat(output.getAll())
        .contains("Write-back: the server of source epr answers again")
        .doesNotContain(OpenIdProvider.SYSTEM_SECRET, "Bearer", "Patient/", "Hidden");
  }

  private Configuration configuration(String base, int tokens) throws Exception {
    Path files = Files.createDirectories(folder.resolve("config"));
    try (Stream<Path> shipped = Files.list(Path.of("config"))) {
      for (Path file : shipped.filter(Files::isRegularFile).toList()) {
        Files.copy(file, files.resolve(file.getFileName().toString()));
      }
    }
    Path secret = folder.resolve("secret");
    Files.writeString(secret, OpenIdProvider.SYSTEM_SECRET);
    Path application = files.resolve("application.yaml");
    Files.writeString(
        application,
        Files.readString(application)
            + """

              writeBack:
                base: %s
                source: epr
                write: [tasks, flags]
                readEvery: 5s
                patience: 5s
                token:
                  issuer: http://127.0.0.1:%d
                  clientId: %s
                  clientSecretFile: %s
                  scope: attendance-feed
            """
                .formatted(base, tokens, OpenIdProvider.SYSTEM, secret));
    return Configuration.load(
        files,
        Map.of(),
        Map.of(
            "attendance.data",
            folder.resolve("data").toString(),
            "attendance.broker.port",
            Integer.toString(ScratchHome.freePort()),
            "attendance.deprivation.folder",
            Path.of("config/reference").toString()));
  }

  private static void missed(WholeMonitor service, String patient) {
    service.put(
        "Patient",
        patient,
        """
        {"resourceType": "Patient", "id": "%s", "birthDate": "1980-05-04", "gender": "female",
         "name": [{"family": "Hidden"}], "meta": {"lastUpdated": "%s"}}"""
            .formatted(patient, MISSED));
    service.put(
        "Appointment",
        "a-" + patient,
        Fhir.appointment("a-" + patient, patient, "noshow", MISSED, MISSED.plusSeconds(3600)));
  }

  private static String list(Configuration configuration) {
    StringWriter out = new StringWriter();
    WriteBackCommand.list(configuration.settings(ServerSettings.class), 10, new PrintWriter(out));
    return out.toString();
  }

  private static String retry(Configuration configuration) {
    StringWriter out = new StringWriter();
    WriteBackCommand.retry(configuration.settings(ServerSettings.class), new PrintWriter(out));
    return out.toString();
  }
}
