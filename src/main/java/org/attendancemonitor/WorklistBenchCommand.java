package org.attendancemonitor;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import org.attendancemonitor.PlainErrors.CannotRunException;
import org.attendancemonitor.attendance.Assembly;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.simulation.Caseload;
import org.attendancemonitor.simulation.Lsoa;
import org.attendancemonitor.simulation.TrustPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures the pages that people work from. */
@Command(
    name = "worklist",
    mixinStandardHelpOptions = true,
    description = {
      "Serves with a throw-away record that holds a long list of open tasks, lets users work from",
      "its pages, each signed in, while a history is loaded as fast as it goes, and tells how long",
      "pages take and whether each was written down in the audit trail."
    })
final class WorklistBenchCommand implements Callable<Integer> {
  @Mixin private final BenchFrame frame = new BenchFrame();
  @Mixin private final BenchStore store = new BenchStore();
  @Spec private CommandSpec spec;

  @Option(
      names = "--tasks",
      defaultValue = "5000",
      description = "people with an open task (default: ${DEFAULT-VALUE})")
  private int tasks;

  @Option(
      names = "--users",
      defaultValue = "20",
      description = "who work at once (default: ${DEFAULT-VALUE})")
  private int users;

  @Option(
      names = "--warm-up",
      defaultValue = "20",
      description = "seconds before it counts (default: ${DEFAULT-VALUE})")
  private int warmUp;

  @Option(
      names = "--seconds",
      defaultValue = "60",
      description = "that count (default: ${DEFAULT-VALUE})")
  private int seconds;

  @Option(
      names = "--think-ms",
      defaultValue = "1000",
      description = "mean time a user looks at a page (default: ${DEFAULT-VALUE})")
  private long thinkMillis;

  @Override
  public Integer call() throws Exception {
    WorklistBench.Plan plan = plan();
    frame.quieten();
    Path folder = Files.createTempDirectory("attendance-bench");
    try {
      Configuration usual = Configuration.load(Folders.CONFIG);
      Configuration configuration = BenchConfiguration.of(usual, folder, store.settings(usual));
      PrintWriter out = spec.commandLine().getOut();
      WorklistBenchReport report;
      try (Monitor monitor =
          Monitor.start(
              configuration,
              Monitor.Extent.WHOLE,
              Map.of("server.port", 0, "management.server.port", 0))) {
        Caseload caseload = caseload(configuration, monitor.part(Clock.class).instant());
        report = new WorklistBench(monitor, configuration, caseload, plan, out).run();
      } catch (IllegalStateException stopped) {
        throw new CannotRunException("the benchmark stopped: " + stopped.getMessage());
      }
      frame.print(out, report.text(), report::json);
      return 0;
    } finally {
      ThrowAway.delete(folder);
    }
  }

  private WorklistBench.Plan plan() {
    try {
      return new WorklistBench.Plan(tasks, users, warmUp, seconds, thinkMillis);
    } catch (IllegalArgumentException unfit) {
      throw new ParameterException(spec.commandLine(), "--" + unfit.getMessage(), unfit);
    }
  }

  private static Caseload caseload(Configuration configuration, Instant now) throws IOException {
    Path areas = BenchFrame.areas(configuration);
    return new Caseload(TrustPlan.of(1, 1, Assembly.dayOf(now), 1, Lsoa.read(areas)), now);
  }
}
