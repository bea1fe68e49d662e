package org.attendancemonitor;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.attendancemonitor.PlainErrors.CannotRunException;
import org.attendancemonitor.access.Passwords;
import org.attendancemonitor.access.Role;
import org.attendancemonitor.attendance.Assembly;
import org.attendancemonitor.attendance.PersonRecord;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.configuration.ServerSettings;
import org.attendancemonitor.configuration.ServicesSettings;
import org.attendancemonitor.feed.FhirReader;
import org.attendancemonitor.intake.CountedAppointments;
import org.attendancemonitor.intake.CountedReferrals;
import org.attendancemonitor.intake.StepTimes;
import org.attendancemonitor.intake.WaitingRows;
import org.attendancemonitor.policy.Policy;
import org.attendancemonitor.record.Derivation;
import org.attendancemonitor.record.Places;
import org.attendancemonitor.record.User;
import org.attendancemonitor.record.Users;
import org.attendancemonitor.risk.Assessed;
import org.attendancemonitor.risk.Assessment;
import org.attendancemonitor.simulation.Bench;
import org.attendancemonitor.simulation.BenchPlan;
import org.attendancemonitor.simulation.BenchReport;
import org.attendancemonitor.simulation.Deriver;
import org.attendancemonitor.simulation.Lsoa;
import org.attendancemonitor.simulation.TrustPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures a whole service on a data folder that is thrown away, from its queue to its commits. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    subcommands = FiguresBenchCommand.class,
    description = {
      "Serves with a throw-away data folder and SQLite, sends it events from another process,",
      "and compares the rate with what HAPI FHIR and the bare record do alone, in the same run.",
      "Then measures the time from send to commit at half that rate."
    })
final class BenchCommand implements Callable<Integer> {
  private static final String USER = "bench-feed";
  private static final int STORE_BATCH = 500;
  private static final List<String> QUIET =
      List.of("org.attendancemonitor", "org.apache.camel.impl.engine.AbstractCamelContext");

  @Spec private CommandSpec spec;

  @Option(
      names = "--events",
      defaultValue = "100000",
      description = "messages of one round (default: ${DEFAULT-VALUE})")
  private int events;

  @Option(
      names = "--rounds",
      defaultValue = "3",
      description = "rounds, of which the median counts (default: ${DEFAULT-VALUE})")
  private int rounds;

  @Option(
      names = "--patients",
      defaultValue = "20000",
      description = "people the messages are about (default: ${DEFAULT-VALUE})")
  private int patients;

  @Option(names = "--json", description = "prints one JSON object as the last line")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    for (String name : QUIET) {
      System.setProperty("logging.level." + name, "warn");
    }
    Path folder = Files.createTempDirectory("attendance-bench");
    try {
      Configuration configuration =
          BenchConfiguration.of(Configuration.load(Folders.CONFIG), folder);
      BenchReport report;
      try (Monitor monitor =
          Monitor.start(
              configuration,
              Monitor.Extent.WHOLE,
              Map.of("server.port", 0, "management.server.port", 0))) {
        report = measure(monitor, configuration, folder);
      }
      PrintWriter out = spec.commandLine().getOut();
      out.println(report.text());
      if (json) {
        out.println(report.json());
      }
      out.flush();
      return 0;
    } finally {
      ThrowAway.delete(folder);
    }
  }

  private BenchReport measure(Monitor monitor, Configuration configuration, Path folder)
      throws IOException, InterruptedException {
    String password = Passwords.generate();
    monitor
        .part(Users.class)
        .add(new User(USER, new Passwords().hash(password), Set.of(Role.FEED.word()), null, null));
    Clock clock = monitor.part(Clock.class);
    BenchPlan plan = plan(configuration, clock.instant(), folder);
    int port = configuration.settings(ServerSettings.class).broker().port();
    BenchTarget service =
        new BenchTarget("tcp://127.0.0.1:" + port, USER, password, monitor.part(StepTimes.class));
    try {
      return new Bench(plan, monitor.part(FhirReader.class), deriver(monitor), clock)
          .run(service, spec.commandLine().getOut());
    } catch (IllegalStateException stopped) {
      throw new CannotRunException("the benchmark stopped: " + stopped.getMessage());
    }
  }

  private BenchPlan plan(Configuration configuration, Instant now, Path folder) throws IOException {
    Path areas =
        configuration
            .settings(ServerSettings.class)
            .deprivation()
            .folder()
            .resolve("imd2025-lsoa2021-england.csv")
            .toAbsolutePath();
    try {
      TrustPlan trust = TrustPlan.of(patients, 1, Assembly.dayOf(now), 1, Lsoa.read(areas));
      return new BenchPlan(
          trust, areas, events, rounds, STORE_BATCH, now, folder, BenchSenderCommand.commandLine());
    } catch (IllegalArgumentException unfit) {
      throw new ParameterException(spec.commandLine(), "--" + unfit.getMessage(), unfit);
    }
  }

  /** All that the service derives from one person's record. */
  private static Deriver deriver(Monitor monitor) {
    Assembly assembly =
        new Assembly(monitor.part(ServicesSettings.class).catalogue(), monitor.part(Places.class));
    Assessment assessment = monitor.part(Assessment.class);
    Policy policy = monitor.part(Policy.class);
    CountedAppointments counted = new CountedAppointments(assessment, policy);
    CountedReferrals referrals = new CountedReferrals(assessment, policy);
    return (material, now) -> {
      PersonRecord record =
          assembly.assemble(material.rows(), material.facts(), material.flags(), material.tasks());
      Assessed assessed = assessment.assess(record, now);
      var decision = policy.decide(record, assessed, now);
      return new Derivation(
          material,
          decision.changes(),
          counted.of(record, decision.answers(), now),
          decision.closures(),
          WaitingRows.of(policy.waiting(record, assessed, now)),
          referrals.of(record, now),
          decision.lookAgainAt(),
          false,
          now);
    };
  }
}
