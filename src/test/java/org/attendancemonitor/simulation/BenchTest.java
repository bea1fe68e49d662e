package org.attendancemonitor.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import jakarta.jms.Connection;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.attendancemonitor.AttendanceMonitor;
import org.attendancemonitor.fault.Program;
import org.attendancemonitor.feed.FeedReader;
import org.attendancemonitor.record.Derivation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class BenchTest {
  private static final Instant NOW = Instant.parse("2026-11-22T07:00:00Z");
  private static final List<Lsoa> AREAS =
      IntStream.rangeClosed(1, 10)
          .mapToObj(i -> new Lsoa(String.format("E0100%04d", i), i))
          .toList();
  private static final TrustPlan TRUST =
      TrustPlan.of(2_000, 1, LocalDate.of(2026, 11, 22), 1, AREAS);

  @BeforeAll
  static void quietBroker() {
    for (String name : List.of("org.apache.activemq", "io.netty")) {
      ((Logger) LoggerFactory.getLogger(name)).setLevel(Level.WARN);
    }
  }

  private static BenchPlan plan(Path folder, List<String> sender) throws Exception {
    Path areas = folder.resolve("areas.csv");
    Files.writeString(
        areas,
        AREAS.stream()
            .map(area -> area.code() + "," + area.decile())
            .collect(Collectors.joining("\n", "code,decile\n", "\n")));
    return new BenchPlan(TRUST, areas, 3_000, 3, 500, 1_000, NOW, folder, sender);
  }

  @Test
  void theWorkloadHasTheStatedMixAndSizesAndNoMessageTwice() {
    List<SimulatedEvent> events = new Workload(TRUST, 0, NOW).events(20_000).toList();
    assertThat(events.stream().distinct().count()).isEqualTo(20_000);
    Map<String, List<SimulatedEvent>> byType =
        events.stream()
            .collect(
                Collectors.groupingBy(
                    event -> event.json().substring(17, event.json().indexOf('"', 17))));
    assertThat(byType.get("Appointment")).hasSize(13_000);
    assertThat(byType.get("ServiceRequest")).hasSize(5_000);
    assertThat(byType.get("Patient")).hasSize(2_000);
    for (List<SimulatedEvent> each : byType.values()) {
      assertThat(each.stream().mapToInt(event -> event.json().length()).average().orElseThrow())
          .isBetween(1_500.0, 2_500.0);
    }
    assertThat(new Workload(TRUST, 1, NOW).events(100).anyMatch(events::contains)).isFalse();
  }

  @Test
  void deliveryTellsRateAndPercentilesFromTimes() {
    long[] sent = IntStream.range(0, 1_000).mapToLong(i -> i * 1_000L).toArray();
    long[] committed =
        IntStream.range(0, 1_000)
            .mapToLong(i -> i * 1_000L + (i % 100 == 99 ? 50_000 : 5_000))
            .toArray();
    Delivery delivery = Delivery.of(sent, committed, 10);
    assertThat(delivery.p50()).isEqualTo(5.0);
    assertThat(delivery.p99()).isEqualTo(5.0);
    assertThat(delivery.batch()).isEqualTo(100.0);
    assertThat(delivery.perSecond()).isCloseTo(1_000 / 1.049, within(0.1));
    committed[0] = 50_000;
    assertThat(Delivery.of(sent, committed, 10).p99()).as("its sender was cold").isEqualTo(5.0);
    committed[500] = 550_000;
    assertThat(Delivery.of(sent, committed, 10).p99()).isEqualTo(50.0);
  }

  @Test
  void theReportNamesTheCeilingItIsMeasuredAgainst() {
    BenchReport report = report(9_000, 0);
    assertThat(report.ceilingRatio()).isEqualTo(0.375);
    assertThat(report.ceiling()).isEqualTo("store");
    assertThat(report.limitingStep()).isEqualTo("recall");
    assertThat(report(3_000, 0).limitingStep()).isEqualTo("sender");
    assertThat(report(3_000, 1_500).limitingStep()).as("it had to wait").isEqualTo("recall");
    assertThat(report.json())
        .startsWith("{\"events_per_second\":3000,\"ceiling_ratio\":0.375,")
        .contains("\"p50_ms\":5.00,\"p99_ms\":80.00", "\"waiting\":0,\"sent_before\":false")
        .doesNotContain("\n");
    assertThat(report.text()).contains("(sent at 9,000/s, any number waiting)");
    assertThat(report(0, 1_500).text()).contains("(sent before, at most 1,500 waiting)");
  }

  private static BenchReport report(double offered, int waiting) {
    return new BenchReport(
        3_000,
        offered,
        waiting,
        12_000,
        8_000,
        5,
        80,
        240,
        300L << 20,
        10_000,
        10_000,
        500,
        Map.of("parse", 300.0, "recall", 110.0, "keep", 70.0, "wait", 200.0));
  }

  @Test
  void theBareStoreKeepsEveryMessageOfTheWorkload(@TempDir Path folder) throws Exception {
    List<SimulatedEvent> events = new Workload(TRUST, 0, NOW).events(1_000).toList();
    AtomicLong derived = new AtomicLong();
    Deriver nothingDue =
        (material, now) -> {
          derived.incrementAndGet();
          return new Derivation(
              material,
              List.of(),
              material.attendances(),
              List.of(),
              List.of(),
              List.of(),
              null,
              false,
              now);
        };
    FeedReader reader = new FeedReader(SimulatedFeedTest.settings());
    StoreProbe probe = new StoreProbe(plan(folder, List.of()), events, reader, nothingDue);
    assertThat(derived.get()).isGreaterThan(500);
    assertThat(probe.measure()).isPositive();
    assertThat(new ParseProbe().measure(List.of(events.get(0).json()), 3)).isPositive();
  }

  @Test
  void theSenderSendsFromAProcessOfItsOwnAndIsTimedToTheLastCommit(@TempDir Path folder)
      throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    String url = "tcp://127.0.0.1:" + port;
    EmbeddedActiveMQ broker = broker(url);
    AtomicLong taken = new AtomicLong();
    AtomicLong ofFeed = new AtomicLong();
    try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(url);
        Connection connection = factory.createConnection();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      session
          .createConsumer(session.createQueue(BenchSender.QUEUE))
          .setMessageListener(
              message -> {
                ofFeed.addAndGet("default".equals(feed(message)) ? 1 : 0);
                taken.incrementAndGet();
              });
      connection.start();
      List<String> sender =
          Program.running(AttendanceMonitor.class).command(List.of(), "bench-sender");
      SenderProcess process =
          new SenderProcess(plan(folder, sender), target(url, taken), Clock.system(TrustPlan.ZONE));
      Delivery delivery = process.run(0, 3_000, 0);
      assertThat(taken.get())
          .as("three times what may wait")
          .isEqualTo(3_000)
          .isEqualTo(ofFeed.get());
      assertThat(delivery.perSecond()).isPositive();
      Delivery paced = process.run(1, 300, 300);
      assertThat(paced.perSecond()).isBetween(50.0, 400.0);
      assertThat(paced.p99()).isGreaterThanOrEqualTo(paced.p50()).isPositive();
    } finally {
      broker.stop();
    }
  }

  private static String feed(Message message) {
    try {
      return message.getStringProperty("feed");
    } catch (jakarta.jms.JMSException unreadable) {
      return null;
    }
  }

  private static EmbeddedActiveMQ broker(String url) throws Exception {
    EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
    broker.setConfiguration(
        new ConfigurationImpl()
            .setPersistenceEnabled(false)
            .setSecurityEnabled(false)
            .setJMXManagementEnabled(false)
            .addAcceptorConfiguration("tcp", url));
    broker.start();
    return broker;
  }

  private static Target target(String url, AtomicLong taken) {
    return new Target() {
      @Override
      public String brokerUrl() {
        return url;
      }

      @Override
      public String user() {
        return "";
      }

      @Override
      public String password() {
        return "";
      }

      @Override
      public long committed() {
        return taken.get();
      }

      @Override
      public long batches() {
        return taken.get();
      }

      @Override
      public long processorNanos() {
        return 0;
      }

      @Override
      public Map<String, Long> nanosBySteps() {
        return Map.of();
      }
    };
  }
}
