package org.attendancemonitor;

import jakarta.jms.JMSException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.attendancemonitor.PlainErrors.CannotRunException;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.configuration.ServerSettings;
import org.attendancemonitor.simulation.Bench;
import org.attendancemonitor.simulation.BenchSender;
import org.attendancemonitor.simulation.EventFile;
import org.attendancemonitor.simulation.SimulatedEvent;
import org.attendancemonitor.simulation.TrustPlan;
import org.attendancemonitor.simulation.Workload;

/** One of the two records of {@link ScaleBench}, and what was measured on it so far. */
final class ScaleSide {
  private static final int SEND_BATCH = 500;
  private static final int SCRAPES = 21;
  private static final int READ_AT_ONCE = 1 << 20;
  private static final Duration STALLED = Duration.ofSeconds(120);

  private final String name;
  private final Configuration configuration;
  private final int people;
  private final List<Double> perSecond = new ArrayList<>();
  private final List<Double> processor = new ArrayList<>();
  private final List<Double> fromDisk = new ArrayList<>();
  private final Map<String, List<Double>> steps = new LinkedHashMap<>();
  private Path filled;
  private double scrape;
  private int series;

  /**
   * @param name for people
   * @param people whom its record knows
   */
  ScaleSide(String name, Configuration configuration, int people) {
    this.name = name;
    this.configuration = configuration;
    this.people = people;
  }

  String name() {
    return name;
  }

  /** Events a second, of each round. */
  List<Double> perSecond() {
    return perSecond;
  }

  /** Milliseconds of processor time for 1,000 events, of each round. */
  List<Double> processor() {
    return processor;
  }

  /** Bytes read from the disk for an event, of each round; NaN where that is not known. */
  List<Double> fromDisk() {
    return fromDisk;
  }

  /** Milliseconds for 1,000 events in each step, of each round. */
  Map<String, List<Double>> steps() {
    return steps;
  }

  /** Milliseconds of a scrape, median. */
  double scrape() {
    return scrape;
  }

  /** Lines of our own in a scrape. */
  int series() {
    return series;
  }

  /** Bytes of the record in the data folder, without audit trail and broker. */
  long bytes() throws IOException {
    return files().stream().mapToLong(file -> file.toFile().length()).sum();
  }

  private Path record() {
    return configuration.settings(ServerSettings.class).data().resolve("store");
  }

  private List<Path> files() throws IOException {
    return files(record());
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /**
   * Has every round begin with the record as it is now. Where the people are few, a round tells of
   * each of them several times, and their histories would grow from round to round.
   *
   * @param copy where the record is copied to; made here
   */
  void beginsAnew(Path copy) throws IOException {
    Files.createDirectories(copy);
    for (Path file : files()) {
      Files.copy(file, copy.resolve(file.getFileName()));
    }
    filled = copy;
  }

  private void begin() throws IOException {
    if (filled == null) {
      return;
    }
    for (Path file : files()) {
      Files.delete(file);
    }
    for (Path file : files(filled)) {
      Files.copy(file, record().resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  /**
   * Reads the record's files once, as a backup does, so that the system has them in memory as far
   * as it has memory for them. Filling in a large record leaves much of it on the disk only.
   */
  private void readThrough() throws IOException {
    for (Path file : files()) {
      try (InputStream in = Files.newInputStream(file)) {
        byte[] buffer = new byte[READ_AT_ONCE];
        while (in.read(buffer) >= 0) {
          // Only the reading counts.
        }
      }
    }
  }

  /**
   * Serves, and measures how fast events that wait in the queue are taken: all are sent while it
   * hands out none, so that neither the sender's pace nor its cost is in the figure.
   *
   * @param round from 0
   * @param warmUp events before it counts
   * @param events that count
   */
  void round(TrustPlan plan, Instant now, int round, int warmUp, int events, Path scratch)
      throws IOException, InterruptedException {
    begin();
    try (Monitor monitor =
        Monitor.start(
            configuration,
            Monitor.Extent.WHOLE,
            Map.of("server.port", 0, "management.server.port", 0))) {
      BenchTarget target = BenchFrame.target(monitor, configuration);
      EmbeddedBroker broker = monitor.part(BrokerWiring.BrokerLink.class).embedded();
      List<SimulatedEvent> all =
          Workload.amongKnown(plan, people, round, now).events(warmUp + events).toList();
      drain(target, broker, all.subList(0, warmUp), scratch);
      readThrough();
      Map<String, Long> stepsBefore = target.nanosBySteps();
      long processorBefore = target.processorNanos();
      ProcessCost before = ProcessCost.of(ProcessHandle.current().pid());
      double seconds = drain(target, broker, all.subList(warmUp, all.size()), scratch);
      ProcessCost cost = ProcessCost.of(ProcessHandle.current().pid()).since(before);
      fromDisk.add(cost.bytesRead() / events);
      perSecond.add(events / seconds);
      processor.add((target.processorNanos() - processorBefore) / 1e6 / events * 1_000);
      target
          .nanosBySteps()
          .forEach(
              (step, nanos) ->
                  steps
                      .computeIfAbsent(step, key -> new ArrayList<>())
                      .add((nanos - stepsBefore.get(step)) / 1e6 / events * 1_000));
      measureScrape(monitor);
    }
  }

  private double drain(
      BenchTarget target, EmbeddedBroker broker, List<SimulatedEvent> events, Path scratch)
      throws IOException, InterruptedException {
    long before = target.committed();
    Path times = Files.createTempFile(scratch, "times", ".bin");
    broker.pause(EmbeddedBroker.EVENTS);
    try {
      new BenchSender(
              target.brokerUrl(), target.user(), target.password(), SEND_BATCH, Clock.systemUTC())
          .send(events.stream().map(EventFile.Prepared::of), 0, times);
    } catch (JMSException refused) {
      throw new CannotRunException("the broker took no events: " + refused.getMessage());
    } finally {
      Files.delete(times);
    }
    long begun = System.nanoTime();
    broker.resume(EmbeddedBroker.EVENTS);
    while (target.committed() - before < events.size()) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
      if (System.nanoTime() - begun > STALLED.toNanos() + events.size() * 1_000_000L) {
        throw new IllegalStateException(
            "only "
                + (target.committed() - before)
                + " of "
                + events.size()
                + " events were committed");
      }
    }
    return (System.nanoTime() - begun) / 1e9;
  }

  private void measureScrape(Monitor monitor) throws IOException, InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + monitor.managementPort() + "/actuator/prometheus"))
            .build();
    List<Double> millis = new ArrayList<>();
    String text = "";
    for (int i = 0; i < SCRAPES; i++) {
      long begun = System.nanoTime();
      text = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
      millis.add((System.nanoTime() - begun) / 1e6);
    }
    scrape = Bench.median(millis);
    series = (int) text.lines().filter(line -> line.startsWith("attendance_")).count();
  }
}
