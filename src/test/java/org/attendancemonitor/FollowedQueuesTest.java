package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.uhn.fhir.context.FhirContext;
import jakarta.jms.Connection;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.configuration.ServerSettings;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks and flags reach those who follow the queues, as FHIR, each once at its latest. */
class FollowedQueuesTest {
  private static final Instant NOW = Instant.parse("2026-11-12T09:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int PEOPLE = 30;

  private static final String ONE_BY_ONE =
      """
              - bean:
                  ref: outgoing
                  method: next
              - split:
                  simple: ${body}
                  stopOnException: true
                  steps:
                    - setVariable:
                        name: pending
                        simple: ${body}
                    - toD:
                        uri: direct:send-${body.kind}
                    - bean:
                        ref: outgoing
                        method: done(${variable.pending})
      """;

  private static final String TO_TASKS =
      """
              - to:
                  uri: jms:queue:attendance.tasks?exchangePattern=InOnly
      """;

  private static final String REFUSED =
      """
              - filter:
                  simple: ${exchangeProperty.CamelSplitIndex} == 1
                  steps:
                    - throwException:
                        exceptionType: java.lang.IllegalStateException
                        message: refused
      """;

  @TempDir private Path folder;

  @Test
  void whoFollowsTheQueuesHasEveryTaskAndFlagAtItsLatest() throws Exception {
    everythingIsTold(Map.of());
  }

  /** A site that keeps its own routes when it upgrades has letters that are sent one by one. */
  @Test
  void routesOfEarlierVersionsStillSend() throws Exception {
    Path tasks = ownRoutes().resolve("tasks.camel.yaml");
    String text = Files.readString(tasks);
    int begin = text.indexOf("        # kind after kind");
    int end = text.indexOf("- route:\n    id: send-task");
    assertThat(begin).isPositive().isLessThan(end);
    Files.writeString(tasks, text.substring(0, begin) + ONE_BY_ONE + text.substring(end));
    everythingIsTold(fromOwnRoutes());
  }

  private void everythingIsTold(Map<String, Object> properties) throws Exception {
    Configuration configuration = configuration();
    try (WholeMonitor service = WholeMonitor.start(configuration, properties, CLOCK)) {
      assertThat(service.post(Fhir.bundle("transaction", missed())).statusCode()).isEqualTo(200);
      await().atMost(SOON).until(() -> waiting(service) == 0);
      List<String> tasks = taken(configuration, EmbeddedBroker.TASKS);
      List<String> flags = taken(configuration, EmbeddedBroker.FLAGS);
      Set<String> ids = new TreeSet<>();
      for (String text : tasks) {
        Task task = FhirContext.forR4Cached().newJsonParser().parseResource(Task.class, text);
        ids.add(task.getIdElement().getIdPart());
      }
      assertThat(ids)
          .containsExactlyInAnyOrderElementsOf(
              service.record().queryForList("SELECT id FROM support_task", String.class))
          .hasSameSizeAs(tasks)
          .hasSizeGreaterThanOrEqualTo(PEOPLE);
      assertThat(flags)
          .hasSameSizeAs(service.record().queryForList("SELECT 1 FROM flag"))
          .hasSizeGreaterThanOrEqualTo(PEOPLE)
          .allSatisfy(
              text -> FhirContext.forR4Cached().newJsonParser().parseResource(Flag.class, text));
    }
  }

  /** The second task of a round is refused: the first is not sent either, and the flags are. */
  @Test
  void whatCannotBeSentTogetherIsNotSentInPartAndNotForgotten() throws Exception {
    Path routes = ownRoutes().resolve("tasks.camel.yaml");
    String text = Files.readString(routes);
    assertThat(text).contains(TO_TASKS);
    Files.writeString(routes, text.replace(TO_TASKS, REFUSED + TO_TASKS));
    Configuration configuration = configuration();
    try (WholeMonitor service = WholeMonitor.start(configuration, fromOwnRoutes(), CLOCK)) {
      assertThat(service.post(Fhir.bundle("transaction", missed())).statusCode()).isEqualTo(200);
      await()
          .atMost(SOON)
          .until(
              () ->
                  waiting(service)
                      == service.record().queryForList("SELECT 1 FROM support_task").size());
      assertThat(taken(configuration, EmbeddedBroker.FLAGS)).hasSizeGreaterThanOrEqualTo(PEOPLE);
      assertThat(taken(configuration, EmbeddedBroker.TASKS)).isEmpty();
      assertThat(waiting(service)).isGreaterThanOrEqualTo(PEOPLE);
    }
  }

  /** The routes as shipped, to be changed. */
  private Path ownRoutes() throws IOException {
    Path routes = Files.createDirectory(folder.resolve("routes"));
    try (Stream<Path> shipped = Files.list(Path.of("routes"))) {
      for (Path file : shipped.toList()) {
        Files.copy(file, routes.resolve(file.getFileName()));
      }
    }
    return routes;
  }

  private Map<String, Object> fromOwnRoutes() {
    return Map.of(
        "camel.main.routes-include-pattern", "file:" + folder.resolve("routes") + "/*.camel.yaml");
  }

  private Configuration configuration() {
    return WholeMonitor.configuration(
        folder.resolve("data"), Map.of("attendance.queuesOut.enabled", "true"));
  }

  /** Everybody misses two appointments. */
  private static List<String> missed() {
    List<String> resources = new ArrayList<>();
    for (int person = 0; person < PEOPLE; person++) {
      for (int missed = 1; missed <= 2; missed++) {
        Instant at = NOW.minus(Duration.ofDays(missed));
        String id = "a" + person + "-" + missed;
        resources.add(Fhir.appointment(id, "p" + person, "noshow", at, at.plusSeconds(60)));
      }
    }
    return resources;
  }

  private static long waiting(WholeMonitor service) {
    return service.record().queryForObject("SELECT count(*) FROM outbox", Long.class);
  }

  /** What lies in a queue, as a follower takes it. */
  private static List<String> taken(Configuration configuration, String queue) throws Exception {
    List<String> texts = new ArrayList<>();
    int port = configuration.settings(ServerSettings.class).broker().port();
    try (ActiveMQConnectionFactory factory =
            new ActiveMQConnectionFactory("tcp://127.0.0.1:" + port);
        Connection connection =
            factory.createConnection(WholeMonitor.CLINICIAN, WholeMonitor.PASSWORD);
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(session.createQueue(queue))) {
      connection.start();
      for (TextMessage next = (TextMessage) consumer.receive(2_000);
          next != null && texts.size() < 4 * PEOPLE;
          next = (TextMessage) consumer.receive(1_000)) {
        texts.add(next.getText());
      }
    }
    return texts;
  }
}
