package org.attendancemonitor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.attendancemonitor.PlainErrors.CannotRunException;
import org.attendancemonitor.attendance.Assembly;
import org.attendancemonitor.attendance.PersonRecord;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.configuration.ServicesSettings;
import org.attendancemonitor.feed.FeedReader;
import org.attendancemonitor.intake.CountedAppointments;
import org.attendancemonitor.intake.CountedReferrals;
import org.attendancemonitor.intake.WaitingRows;
import org.attendancemonitor.policy.Policy;
import org.attendancemonitor.record.Derivation;
import org.attendancemonitor.record.Places;
import org.attendancemonitor.risk.Assessed;
import org.attendancemonitor.risk.Assessment;
import org.attendancemonitor.simulation.Bench;
import org.attendancemonitor.simulation.BenchPlan;
import org.attendancemonitor.simulation.BenchReport;
import org.attendancemonitor.simulation.Deriver;
import org.attendancemonitor.simulation.HeldQueue;
import org.attendancemonitor.simulation.Lsoa;
import org.attendancemonitor.simulation.TrustPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures a whole service on a data folder that is thrown away, from its queue to its commits. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    subcommands = {
      FiguresBenchCommand.class,
      WorklistBenchCommand.class,
      ScaleBenchCommand.class,
      PeersBenchCommand.class
    },
    description = {
      "Serves with a throw-away data folder and SQLite, sends it events from another process,",
      "and compares the rate with what HAPI FHIR and the bare record do alone, in the same run.",
      "Then measures the time from send to commit at half that rate."
    })
final class BenchCommand implements Callable<Integer> {
  private static final int STORE_BATCH = 500;
  private static final int FOR_ONE = 5;

  @Mixin private final BenchFrame frame = new BenchFrame();
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
      description = {
        "people the messages of a round are about, new ones in each (default: one for every five",
        "messages)"
      })
  private Integer patients;

  @Option(
      names = "--waiting",
      defaultValue = "1500",
      description = {
        "messages that may wait in the queue; 0: all of a round are sent at once, and most wait in",
        "files (default: ${DEFAULT-VALUE})"
      })
  private int waiting;

  @Option(
      names = "--backlog",
      description = {
        "as many messages as may wait (--waiting) are in the queue before any of them is taken, and",
        "only the taking is timed: neither the sender nor what the broker does for it is in the rate"
      })
  private boolean backlog;

  @Override
  public Integer call() throws IOException, InterruptedException {
    int batch = BenchSenderCommand.BATCH;
    if (backlog && (waiting < 2 * batch || waiting % batch != 0)) {
      throw new ParameterException(
          spec.commandLine(),
          "--waiting: expected, with --backlog, a multiple of %d from %d on, found %d"
              .formatted(batch, 2 * batch, waiting));
    }
    frame.quieten();
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
      frame.print(spec.commandLine().getOut(), report.text(), report::json);
      return 0;
    } finally {
      ThrowAway.delete(folder);
    }
  }

  private BenchReport measure(Monitor monitor, Configuration configuration, Path folder)
      throws IOException, InterruptedException {
    Clock clock = monitor.part(Clock.class);
    BenchPlan plan = plan(configuration, clock.instant(), folder);
    BenchTarget service = BenchFrame.target(monitor, configuration);
    try {
      return new Bench(plan, monitor.part(FeedReader.class), deriver(monitor), clock)
          .run(
              service,
              backlog ? Optional.of(held(monitor)) : Optional.empty(),
              spec.commandLine().getOut());
    } catch (IllegalStateException stopped) {
      throw new CannotRunException("the benchmark stopped: " + stopped.getMessage());
    }
  }

  private static HeldQueue held(Monitor monitor) {
    EmbeddedBroker broker = monitor.part(BrokerWiring.BrokerLink.class).embedded();
    return new HeldQueue() {
      @Override
      public void hold() {
        broker.pause(EmbeddedBroker.EVENTS);
      }

      @Override
      public void letGo() {
        broker.resume(EmbeddedBroker.EVENTS);
      }

      @Override
      public long waiting() {
        return broker.waiting(EmbeddedBroker.EVENTS);
      }
    };
  }

  private BenchPlan plan(Configuration configuration, Instant now, Path folder) throws IOException {
    Path areas = BenchFrame.areas(configuration);
    try {
      TrustPlan trust = TrustPlan.of(people(), 1, Assembly.dayOf(now), 1, Lsoa.read(areas));
      return new BenchPlan(
          trust,
          areas,
          events,
          rounds,
          STORE_BATCH,
          waiting,
          now,
          folder,
          BenchSenderCommand.commandLine());
    } catch (IllegalArgumentException unfit) {
      throw new ParameterException(spec.commandLine(), "--" + unfit.getMessage(), unfit);
    }
  }

  private int people() {
    return patients == null ? events / FOR_ONE : patients;
  }

  /** All that the service derives from one person's record. */
  static Deriver deriver(Monitor monitor) {
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
