package org.attendancemonitor;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.attendancemonitor.PlainErrors.CannotRunException;
import org.attendancemonitor.access.Passwords;
import org.attendancemonitor.attendance.Assembly;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.fault.FaultException;
import org.attendancemonitor.fault.Home;
import org.attendancemonitor.fault.Launched;
import org.attendancemonitor.fault.Program;
import org.attendancemonitor.fault.SignIn;
import org.attendancemonitor.simulation.BenchPlan;
import org.attendancemonitor.simulation.FhirSender;
import org.attendancemonitor.simulation.Lsoa;
import org.attendancemonitor.simulation.TrustPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures this service beside what else could take the same events. */
@Command(
    name = "peers",
    mixinStandardHelpOptions = true,
    description = {
      "Sends the same events, in turn, to this service, to a bare Camel route that parses each and",
      "puts it into a table (with one consumer and with four), and to a FHIR server, where you give",
      "one; each a process of its own. Tells the rate, processor time and bytes written of each.",
      "0: each keeps every event it was sent, once; 1: one does not."
    })
final class PeersBenchCommand implements Callable<Integer> {
  private static final List<String> JAVA = List.of("-Xmx512m", "-XX:+UseSerialGC");
  private static final Duration TO_START = Duration.ofSeconds(120);

  @Mixin private final BenchFrame frame = new BenchFrame();
  @Spec private CommandSpec spec;

  @Option(
      names = "--events",
      defaultValue = "100000",
      description = "of one round (default: ${DEFAULT-VALUE})")
  private int events;

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "of each, of which the median counts (default: ${DEFAULT-VALUE})")
  private int rounds;

  @Option(
      names = "--fhir-server",
      paramLabel = "URL",
      description = "base of a FHIR server for trials: it keeps what is sent")
  private URI fhirServer;

  @Option(names = "--fhir-user", paramLabel = "NAME", description = "of that server")
  private String fhirUser;

  @Option(names = "--fhir-password-file", paramLabel = "FILE", description = "of that user")
  private Path fhirPasswordFile;

  @Option(
      names = "--fhir-pid",
      paramLabel = "PID",
      description = "its process, where it is on this machine, to know what it costs")
  private Long fhirPid;

  @Override
  public Integer call() throws Exception {
    frame.quieten();
    Path folder = Files.createTempDirectory("attendance-bench");
    List<Contender> contenders = new ArrayList<>();
    try {
      BenchPlan plan = plan(folder);
      contenders.add(service(plan));
      contenders.add(bare(plan, 1));
      contenders.add(bare(plan, 4));
      if (fhirServer != null) {
        contenders.add(new FhirContender(fhirServer, signIns(plan), fhirPid, plan));
      }
      PrintWriter out = spec.commandLine().getOut();
      PeersBenchReport report =
          new PeersBenchReport(
              rounds, new PeersBench(contenders, out).run(rounds, events), fhirServer != null);
      frame.print(out, report.text(), report::json);
      return report.held() ? 0 : 1;
    } catch (IllegalStateException | FaultException stopped) {
      throw new CannotRunException("the benchmark stopped: " + stopped.getMessage());
    } finally {
      contenders.forEach(Contender::close);
      ThrowAway.delete(folder);
    }
  }

  private BenchPlan plan(Path folder) throws IOException {
    Configuration configuration = Configuration.load(Folders.CONFIG);
    Path areas = BenchFrame.areas(configuration);
    Instant now = Clock.systemUTC().instant();
    try {
      if (rounds < 1) {
        throw new IllegalArgumentException("rounds: expected at least 1, found " + rounds);
      }
      // Nobody's state is told twice, so that each event is a row of its own wherever it is kept.
      TrustPlan trust =
          TrustPlan.of(Math.max(1, events / 4 + 1), 1, Assembly.dayOf(now), 1, Lsoa.read(areas));
      return new BenchPlan(
          trust,
          areas,
          events,
          // A plan of single figures asks for three; here a round says what it cost by itself.
          Math.max(3, rounds),
          1,
          0,
          now,
          folder,
          BenchSenderCommand.commandLine());
    } catch (IllegalArgumentException unfit) {
      throw new ParameterException(spec.commandLine(), "--" + unfit.getMessage(), unfit);
    }
  }

  private static Contender service(BenchPlan plan)
      throws IOException, InterruptedException, SQLException {
    Home home = home(plan, "service");
    SignIn feed = home.feed(BenchFrame.USER);
    Path file = home.data().resolve("store/attendance.db");
    return contender("this service", home, home.serve(), feed.password(), file, "fact", plan);
  }

  private static Contender bare(BenchPlan plan, int consumers)
      throws IOException, InterruptedException, SQLException {
    String password = Passwords.generate();
    Home home =
        home(plan, "bare-" + consumers)
            .takesFrom(BenchFrame.USER)
            .variable(BenchPeerCommand.PASSWORD, password);
    Launched process = home.start("bench-peer", "--consumers=" + consumers).awaitReady(TO_START);
    Path file = home.data().resolve(BenchPeerCommand.FILE);
    String name =
        "a bare Camel route, %d consumer%s".formatted(consumers, consumers == 1 ? "" : "s");
    return contender(name, home, process, password, file, BareTable.NAME, plan);
  }

  private static Home home(BenchPlan plan, String name) throws IOException {
    return new Home(plan.scratch().resolve(name), Program.running(AttendanceMonitor.class))
        .options(JAVA);
  }

  private static Contender contender(
      String name,
      Home home,
      Launched process,
      String password,
      Path file,
      String table,
      BenchPlan plan)
      throws SQLException {
    return new QueueContender(name, process, home.broker(), password, file, table, plan);
  }

  private Map<String, FhirSender.SignIn> signIns(BenchPlan plan) throws IOException {
    if (fhirUser == null) {
      return Map.of();
    }
    String password = fhirPasswordFile == null ? "" : Files.readString(fhirPasswordFile).strip();
    return Map.of(plan.trust().acuteFeed(), new FhirSender.SignIn(fhirUser, password));
  }
}
