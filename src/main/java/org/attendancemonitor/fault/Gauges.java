package org.attendancemonitor.fault;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What can be seen of a running service from outside: its metrics, and what Linux says of it. */
final class Gauges {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final double MEGABYTE = 1e6;
  private static final Pattern HEAP =
      Pattern.compile("jvm_memory_used_bytes\\{area=\"heap\"[^}]*\\} (\\S+)");
  private static final Pattern EVENTS =
      Pattern.compile("attendance_feed_events_total\\{([^}]*)\\} (\\S+)");
  private static final Pattern RESULT = Pattern.compile("result=\"(\\w+)\"");

  private final Home home;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  Gauges(Home home) {
    this.home = home;
  }

  /** Events so far in this life of the service, by what became of them. */
  Map<String, Long> events() throws IOException, InterruptedException {
    Map<String, Long> events = new TreeMap<>();
    Matcher line = EVENTS.matcher(metrics());
    while (line.find()) {
      Matcher result = RESULT.matcher(line.group(1));
      if (result.find()) {
        events.merge(result.group(1), (long) Double.parseDouble(line.group(2)), Long::sum);
      }
    }
    return events;
  }

  /** Heap in use after a collection that is asked for, in MB. */
  double heap(Launched service) throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    if (Files.isExecutable(jcmd)) {
      Process collect =
          new ProcessBuilder(jcmd.toString(), Long.toString(service.pid()), "GC.run")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      collect.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
    double used = 0;
    Matcher line = HEAP.matcher(metrics());
    while (line.find()) {
      used += Double.parseDouble(line.group(1));
    }
    return used / MEGABYTE;
  }

  /** Resident memory, in MB. */
  static double resident(Launched service) throws IOException {
    return status(service, "VmRSS") * 1024 / MEGABYTE;
  }

  /** Threads of a process. */
  static int threads(Launched service) throws IOException {
    return (int) status(service, "Threads");
  }

  /** Open files and sockets of a process. */
  static int handles(Launched service) throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(service.pid()), "fd"))) {
      return (int) open.count();
    }
  }

  private static long status(Launched service, String name) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(service.pid()), "status")).stream()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.replaceAll("\\D", ""))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElse(0);
  }

  /** What a folder of the data folder takes, in bytes. */
  long bytes(String name) throws IOException {
    Path folder = home.data().resolve(name);
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    long bytes = 0;
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        // Files of a broker go while they are looked at.
        bytes += file.toFile().length();
      }
    }
    return bytes;
  }

  private String metrics() throws IOException, InterruptedException {
    return client
        .send(
            HttpRequest.newBuilder(URI.create(home.management("/prometheus")))
                .timeout(PATIENCE)
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
