package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.attendancemonitor.access.Passwords;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.record.StoreSettings;
import org.attendancemonitor.record.User;
import org.attendancemonitor.record.Users;

/**
 * A folder of its own with copies of {@code config/} and {@code routes/}, free ports and a data
 * folder, in which the packaged program is run as a process of its own.
 */
final class ScratchHome {
  static final String FEED = "epr-feed";
  static final String PASSWORD = "correct horse battery staple";
  private static final Path JAR = Path.of("target", "attendance-monitor.jar").toAbsolutePath();

  private final Path folder;
  private final Map<String, String> settings = new TreeMap<>();
  private final int http = freePort();
  private final int management = freePort();
  private final int broker = freePort();
  private int started;

  /** How a command ended. */
  record Ran(int exit, String output) {}

  ScratchHome(Path folder) throws IOException {
    this.folder = folder;
    copy(Path.of("config"), folder.resolve("config"));
    copy(Path.of("routes"), folder.resolve("routes"));
    set("server.port", http);
    set("management.server.port", management);
    set("attendance.broker.port", broker);
  }

  /** Overrides a key of {@code application.yaml}. */
  ScratchHome set(String key, Object value) {
    settings.put(key, value.toString());
    return this;
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  Path data() {
    return folder.resolve("data");
  }

  String fhir() {
    return "http://127.0.0.1:" + http + "/fhir";
  }

  String management(String path) {
    return "http://127.0.0.1:" + management + "/actuator" + path;
  }

  String broker() {
    return "tcp://127.0.0.1:" + broker;
  }

  int port() {
    return http;
  }

  int managementPort() {
    return management;
  }

  int brokerPort() {
    return broker;
  }

  /** The record, beside the service or without it. */
  Store store() {
    String url = settings.getOrDefault("attendance.store.url", "");
    return url.isEmpty()
        ? Store.open(StoreSettings.embedded(), data())
        : Store.open(
            new StoreSettings(
                url, java.util.Optional.of("postgres"), java.util.Optional.empty(), 2),
            data());
  }

  /** A local user with the password of all tests. */
  void user(String name, String role) {
    try (Store store = store()) {
      new Users(store)
          .add(new User(name, new Passwords().hash(PASSWORD), Set.of(role), null, null));
    }
  }

  /** Starts a command; its output goes to a file of its own. */
  Process start(String... arguments) throws IOException {
    assertThat(JAR)
        .as("the packaged program; ./mvnw package makes it, and verify runs this test after it")
        .exists();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.addAll(List.of("-jar", JAR.toString()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("output-" + ++started + ".txt").toFile())
        .start();
  }

  /** Runs a command to its end; one that hangs is killed and fails the test. */
  Ran run(Duration within, String... arguments) throws IOException, InterruptedException {
    Process process = start(arguments);
    int number = started;
    if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly().waitFor();
      throw new AssertionError(
          String.join(" ", arguments) + " did not end within " + within + ":\n" + output(number));
    }
    return new Ran(process.exitValue(), output(number));
  }

  /** Starts {@code serve} and waits until it says that it is ready. */
  Process serve() throws IOException, InterruptedException {
    Process process = start("serve");
    awaitReady(process, Duration.ofSeconds(120));
    return process;
  }

  /** Waits until the command started last says that it is ready. */
  void awaitReady(Process process, Duration within) throws IOException, InterruptedException {
    Instant end = Instant.now().plus(within);
    while (!output(started).contains("is ready")) {
      if (!process.isAlive() || Instant.now().isAfter(end)) {
        process.destroyForcibly().waitFor();
        throw new AssertionError("the service did not become ready:\n" + output(started));
      }
      process.waitFor(50, TimeUnit.MILLISECONDS);
    }
  }

  /** What the command started last has written so far. */
  String output() throws IOException {
    return output(started);
  }

  /** Everything that any command of this folder has written. */
  String allOutput() throws IOException {
    StringBuilder all = new StringBuilder();
    for (int i = 1; i <= started; i++) {
      all.append(output(i));
    }
    return all.toString();
  }

  private String output(int number) throws IOException {
    return Files.readString(
        folder.resolve("output-" + number + ".txt"), StandardCharsets.ISO_8859_1);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
  }

  /** A port that was free a moment ago. */
  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new java.io.UncheckedIOException(none);
    }
  }
}
