package org.attendancemonitor.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.attendancemonitor.access.Passwords;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.record.StoreSettings;
import org.attendancemonitor.record.User;
import org.attendancemonitor.record.Users;

/**
 * Where one service of a trial lives: a folder with copies of {@code config/} and {@code routes/}
 * of the working folder, ports and a data folder of its own. Several with the same store and the
 * same broker elsewhere are the nodes of one monitor.
 */
public class Home {
  private static final Duration TO_START = Duration.ofSeconds(120);
  private static final Duration TO_ANSWER = Duration.ofSeconds(10);
  private static final String STORE = "attendance.store.url";
  private static final String STORE_USER = "attendance.store.user";
  private static final String STORE_PASSWORD = "attendance.store.passwordFile";
  private static final String DATA = "attendance.data";
  private static final String BROKER = "attendance.broker.url";

  private static final String ONE_FEED =
      """
      feeds:
        default: {source: epr, signIns: [%s], sourceTime: use, groupStatus: unknown}
      """;

  private final Path folder;
  private final Program program;
  private final Map<String, String> settings = new TreeMap<>();
  private final Map<String, String> environment = new ConcurrentHashMap<>();
  private final List<Launched> launched = new ArrayList<>();
  private final int http = freePort();
  private final int management = freePort();
  private final int broker = freePort();
  private List<String> options =
      List.of(
          "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError");

  /** How a command ended. */
  public record Ran(int exit, String output) {}

  /**
   * A home in a folder.
   *
   * @param folder where there is no home yet
   * @param program what is started in it
   * @throws IOException where it cannot be made
   */
  public Home(Path folder, Program program) throws IOException {
    this.folder = folder;
    this.program = program;
    copy(Path.of("config"), folder.resolve("config"));
    copy(Path.of("routes"), folder.resolve("routes"));
    set("server.port", http);
    set("management.server.port", management);
    set("attendance.broker.port", broker);
    set(DATA, folder.resolve("data"));
  }

  /** Overrides a key of {@code application.yaml} for what is started from now on. */
  public final Home set(String key, Object value) {
    settings.put(key, value.toString());
    return this;
  }

  /** Options of the Java machine for what is started from now on, such as {@code -Xmx256m}. */
  public final Home options(List<String> words) {
    options = List.copyOf(words);
    return this;
  }

  /** The options of the Java machine as they are. */
  public final List<String> options() {
    return options;
  }

  /** One more option of the Java machine for what is started from now on. */
  final Home option(String word) {
    List<String> words = new ArrayList<>(options);
    words.add(word);
    return options(words);
  }

  /** A variable of the environment of what is started from now on. */
  public final Home variable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** The record in PostgreSQL instead of SQLite. */
  public final Home on(StoreSettings store) {
    set(STORE, store.url());
    store.user().ifPresent(user -> set(STORE_USER, user));
    store.passwordFile().ifPresent(file -> set(STORE_PASSWORD, file));
    return this;
  }

  /** A file of this home. */
  public final Path file(String name) {
    return folder.resolve(name);
  }

  /** The data folder. */
  public final Path data() {
    return Path.of(settings.get(DATA));
  }

  /** The address of the FHIR API. */
  public final String fhir() {
    return "http://127.0.0.1:" + http + "/fhir";
  }

  /** The address of something under {@code /actuator}. */
  public final String management(String path) {
    return "http://127.0.0.1:" + management + "/actuator" + path;
  }

  /** The address of the broker, its own or the one elsewhere. */
  public final String broker() {
    return settings.getOrDefault(BROKER, "tcp://127.0.0.1:" + broker);
  }

  /** The port of pages and API. */
  public final int port() {
    return http;
  }

  /** The port of health and metrics. */
  public final int managementPort() {
    return management;
  }

  /** The port of its own broker. */
  public final int brokerPort() {
    return broker;
  }

  /** Where the record lies. */
  public final StoreSettings storeSettings() {
    return new StoreSettings(
        settings.getOrDefault(STORE, ""),
        Optional.ofNullable(settings.get(STORE_USER)),
        Optional.ofNullable(settings.get(STORE_PASSWORD)),
        2);
  }

  /** The record, made or migrated where need be. */
  public final Store store() {
    return Store.open(storeSettings(), data());
  }

  /**
   * The record, only to be read, beside the service.
   *
   * @throws FaultException where there is none
   */
  public final Store storeToRead() {
    return Store.openToRead(storeSettings(), data())
        .orElseThrow(() -> new FaultException("there is no record in " + data()));
  }

  /** Adds a local user with a role. */
  public final SignIn user(String name, String password, String role) {
    try (Store store = store()) {
      User user = new User(name, new Passwords().hash(password), Set.of(role), null, null);
      if (!new Users(store).add(user)) {
        throw new NotHereException("the record has a user " + name + " already: name an empty one");
      }
    }
    return new SignIn(name, password);
  }

  /**
   * Replaces the feeds of the working folder, with their watched folders and limits, by one; what
   * codes mean stays.
   *
   * @param user who sends for it
   */
  public final Home takesFrom(String user) throws IOException {
    Path file = file("config/feeds.yaml");
    List<String> lines = new ArrayList<>();
    boolean theirs = false;
    for (String line : Files.readAllLines(file)) {
      theirs = line.matches("\\w.*") ? line.startsWith("feeds:") : theirs;
      if (!theirs) {
        lines.add(line);
      }
    }
    lines.add(ONE_FEED.formatted(user));
    Files.write(file, lines);
    return this;
  }

  /** The only feed of this home, with a password of its own. */
  public final SignIn feed(String name) throws IOException {
    return takesFrom(name).user(name, Passwords.generate(), "feed");
  }

  /**
   * Starts a command; its output goes to a file of its own.
   *
   * @throws IOException where no process can be started
   */
  public final synchronized Launched start(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(options);
    settings.forEach((key, value) -> all.add("-D" + key + "=" + value));
    Path output = folder.resolve("output-" + (launched.size() + 1) + ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(program.command(all, arguments))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    Launched process = new Launched(builder.start(), output);
    launched.add(process);
    return process;
  }

  /**
   * Runs a command to its end.
   *
   * @throws FaultException where it takes longer; it is killed then
   */
  public final Ran run(Duration within, String... arguments)
      throws IOException, InterruptedException {
    Launched process = start(arguments);
    if (!process.waitFor(within)) {
      process.kill();
      throw new FaultException(
          String.join(" ", arguments) + " did not end within " + within + ":\n" + process.output());
    }
    return new Ran(process.exitValue(), process.output());
  }

  /** Starts {@code serve} and waits until it says that it is ready. */
  public final Launched serve() throws IOException, InterruptedException {
    return start("serve").awaitReady(TO_START);
  }

  /** What readiness answers: 200, 503, or 0 for no answer. */
  public final int readiness() throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(management("/health/readiness")))
            .timeout(TO_ANSWER)
            .build();
    try {
      return HttpClient.newHttpClient()
          .send(request, HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException silent) {
      return 0;
    }
  }

  /** Everything that any command of this home has written. */
  public final synchronized String allOutput() {
    StringBuilder all = new StringBuilder();
    for (Launched process : launched) {
      all.append(process.output());
    }
    return all.toString();
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
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new UncheckedIOException(none);
    }
  }
}
