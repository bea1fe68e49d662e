package org.attendancemonitor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.attendancemonitor.access.Passwords;
import org.attendancemonitor.attendance.Assembly;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.configuration.ServerSettings;
import org.attendancemonitor.equity.EquitySettings;
import org.attendancemonitor.equity.Figures;
import org.attendancemonitor.feed.FeedReader;
import org.attendancemonitor.feed.FeedSettings;
import org.attendancemonitor.intake.RoutedIntake;
import org.attendancemonitor.record.User;
import org.attendancemonitor.record.Users;
import org.attendancemonitor.simulation.FhirSender;
import org.attendancemonitor.simulation.Lsoa;
import org.attendancemonitor.simulation.SimulatedEvent;
import org.attendancemonitor.simulation.Trust;
import org.attendancemonitor.simulation.TrustPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the main job with a synthetic trust, on a data folder that is thrown away. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Serves with a throw-away data folder, loads a synthetic trust's two years of history,",
      "then sends it live events. Everyone in it is made up. Ctrl-C stops it."
    })
final class DemoCommand implements Callable<Integer> {
  private static final int MLLP = 2575;

  @Spec private CommandSpec spec;

  @Option(
      names = "--patients",
      defaultValue = "20000",
      description = "people of the trust (default: ${DEFAULT-VALUE})")
  private int patients;

  @Option(
      names = "--days",
      defaultValue = "730",
      description = "days of history (default: ${DEFAULT-VALUE})")
  private int days;

  @Option(names = "--seed", defaultValue = "1", description = "another seed, another trust")
  private long seed;

  @Option(
      names = "--rate",
      defaultValue = "2",
      description = "live events a second (default: ${DEFAULT-VALUE})")
  private double rate;

  @Override
  public Integer call() throws Exception {
    Path data = Files.createTempDirectory("attendance-demo");
    System.setProperty("attendance.data", data.resolve("data").toString());
    System.setProperty("attendance.queuesOut.enabled", "true");
    Configuration configuration = listening(synthetic(Configuration.load(Folders.CONFIG)));
    DemoScreen.quietly().forEach(System::setProperty);
    DemoScreen screen = new DemoScreen(spec.commandLine().getOut());
    screen.starting(patients, days);
    Monitor monitor;
    try {
      monitor = Monitor.start(configuration, Monitor.Extent.WHOLE, Map.of());
    } catch (RuntimeException | IOException failure) {
      ThrowAway.delete(data);
      throw failure;
    }
    monitor.onClose(() -> ThrowAway.delete(data));
    Thread show =
        new Thread(() -> show(monitor, configuration, screen, data.resolve("data")), "demo");
    show.setDaemon(true);
    show.start();
    monitor.serveUntilStopped();
    return 0;
  }

  private void show(Monitor monitor, Configuration configuration, DemoScreen screen, Path data) {
    try {
      Map<String, String> passwords = signIns(monitor.part(Users.class), configuration);
      Trust trust = trust(monitor.part(Clock.class), configuration);
      load(monitor, trust, screen);
      Figures figures = monitor.part(Figures.class);
      while (figures.refresh() > 0) {
        Thread.onSpinWait();
      }
      monitor.part(PublishedFigures.class).release();
      screen.ready(
          "http://127.0.0.1:" + monitor.port(),
          "http://127.0.0.1:" + monitor.managementPort(),
          passwords,
          feedSignIns(configuration),
          mllp(configuration),
          data);
      sendLive(monitor, trust, passwords, configuration);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException failure) {
      screen.stopped(failure.getMessage());
    }
  }

  private static int mllp(Configuration configuration) {
    return configuration
        .settings(FeedSettings.class)
        .feed(FeedSettings.DEFAULT)
        .mllp()
        .orElseThrow()
        .port();
  }

  /** Released every minute and marked as made up. */
  private static Configuration synthetic(Configuration configuration) {
    return configuration.with(configuration.settings(EquitySettings.class).forDemonstration());
  }

  /** HL7 v2 is off until configured; here it is on. */
  private static Configuration listening(Configuration configuration) {
    return configuration.with(configuration.settings(FeedSettings.class).listening(mllpPort()));
  }

  /** The usual one, or one that is free: two demonstrations may run at once. */
  private static int mllpPort() {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    for (int port : new int[] {MLLP, 0}) {
      try (ServerSocket probe = new ServerSocket(port, 1, loopback)) {
        return probe.getLocalPort();
      } catch (IOException taken) {
        continue;
      }
    }
    return 0;
  }

  private Trust trust(Clock clock, Configuration configuration) {
    Path areas =
        configuration
            .settings(ServerSettings.class)
            .deprivation()
            .folder()
            .resolve("imd2025-lsoa2021-england.csv");
    LocalDate today = Assembly.dayOf(clock.instant());
    return new Trust(TrustPlan.of(patients, days, today, seed, Lsoa.read(areas)));
  }

  /** A user for each sign-in a feed names, and one for each other role; passwords by name. */
  private static Map<String, String> signIns(Users users, Configuration configuration) {
    Map<String, String> roles = new TreeMap<>();
    feedSignIns(configuration).forEach(name -> roles.put(name, "feed"));
    for (String role : List.of("clinician", "coordinator", "manager", "operator", "auditor")) {
      roles.put("demo-" + role, role);
    }
    Map<String, String> passwords = new TreeMap<>();
    Passwords hashing = new Passwords();
    roles.forEach(
        (name, role) -> {
          String password = Passwords.generate();
          // A clinician who may sign what only a registered one may.
          String registration = role.equals("clinician") ? "HCPC:DEMO1" : null;
          users.add(new User(name, hashing.hash(password), Set.of(role), null, registration));
          passwords.put(name, password);
        });
    return passwords;
  }

  private static Set<String> feedSignIns(Configuration configuration) {
    Set<String> names = new TreeSet<>();
    configuration
        .settings(FeedSettings.class)
        .feeds()
        .values()
        .forEach(feed -> names.addAll(feed.signIns()));
    return names;
  }

  private void load(Monitor monitor, Trust trust, DemoScreen screen)
      throws IOException, InterruptedException {
    Duration whole =
        Duration.between(
            trust.plan().start().atStartOfDay(TrustPlan.ZONE).toInstant(),
            trust.plan().historyEnd());
    ProgressBar bar = screen.loading(days, whole.toSeconds());
    try (DemoHistory history =
            new DemoHistory(
                monitor.part(FeedReader.class),
                monitor.part("fileIntake", RoutedIntake.class),
                monitor.part(Clock.class));
        Stream<SimulatedEvent> events = trust.history()) {
      history.load(
          events.iterator(),
          trust.plan().start().atStartOfDay(TrustPlan.ZONE).toInstant(),
          bar::add);
      bar.finish();
      screen.counting(history.tally());
    }
  }

  private void sendLive(
      Monitor monitor, Trust trust, Map<String, String> passwords, Configuration configuration)
      throws InterruptedException {
    Map<String, FhirSender.SignIn> signIns = new TreeMap<>();
    configuration
        .settings(FeedSettings.class)
        .feeds()
        .forEach(
            (name, feed) ->
                feed.signIns()
                    .forEach(
                        user ->
                            signIns.put(name, new FhirSender.SignIn(user, passwords.get(user)))));
    FhirSender sender =
        new FhirSender(
            URI.create("http://127.0.0.1:" + monitor.port() + "/fhir"), signIns, 10 * rate);
    Clock clock = monitor.part(Clock.class);
    Duration pace = Duration.ofMillis((long) (1_000 / rate));
    try (Stream<SimulatedEvent> events = trust.liveEvents(clock.instant(), pace)) {
      for (Iterator<SimulatedEvent> each = events.iterator(); each.hasNext(); ) {
        SimulatedEvent event = each.next();
        // No message is sent before what it tells of has happened.
        long early = Duration.between(clock.instant(), event.at()).toMillis();
        if (early > 0) {
          Thread.sleep(early);
        }
        sender.send(event);
      }
    }
  }
}
