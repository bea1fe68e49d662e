package org.attendancemonitor;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.attendancemonitor.PlainErrors.CannotRunException;
import org.attendancemonitor.attendance.Assembly;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.simulation.Lsoa;
import org.attendancemonitor.simulation.TrustPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures whether an event costs more where the record is large. */
@Command(
    name = "scale",
    mixinStandardHelpOptions = true,
    description = {
      "Fills two throw-away SQLite records, a small and a large one, with the facts of made-up",
      "people and all that follows from them, and compares how fast both take the same events.",
      "0: both promises held; 1: one did not."
    })
final class ScaleBenchCommand implements Callable<Integer> {
  @Mixin private final BenchFrame frame = new BenchFrame();
  @Spec private CommandSpec spec;

  @Option(
      names = "--small",
      defaultValue = "10000",
      description = "people of the small record (default: ${DEFAULT-VALUE})")
  private int small;

  @Option(
      names = "--large",
      defaultValue = "1000000",
      description = "people of the large record (default: ${DEFAULT-VALUE})")
  private int large;

  @Option(
      names = "--appointments-per-patient",
      paramLabel = "LARGE/SMALL",
      split = "/",
      arity = "1",
      defaultValue = "10/11",
      description = "mean number in the large and in the small record (default: ${DEFAULT-VALUE})")
  private int[] each;

  @Option(
      names = "--events",
      defaultValue = "20000",
      description = "of one round (default: ${DEFAULT-VALUE})")
  private int events;

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "of each record, of which the median counts (default: ${DEFAULT-VALUE})")
  private int rounds;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "where the throw-away folder is made (default: the one for temporary files)")
  private Path parent = Path.of(System.getProperty("java.io.tmpdir"));

  @Override
  public Integer call() throws Exception {
    ScaleBench.Plan plan = plan();
    frame.quieten();
    Path folder = ThrowAway.in(parent, "attendance-bench");
    try {
      Configuration usual = Configuration.load(Folders.CONFIG);
      Instant now = Clock.systemUTC().instant();
      TrustPlan trust =
          TrustPlan.of(1, 1, Assembly.dayOf(now), 1, Lsoa.read(BenchFrame.areas(usual)));
      PrintWriter out = spec.commandLine().getOut();
      ScaleBenchReport report = new ScaleBench(usual, folder, trust, now, out).run(plan);
      frame.print(out, report.text(), report::json);
      return report.held() ? 0 : 1;
    } catch (IllegalStateException stopped) {
      throw new CannotRunException("the benchmark stopped: " + stopped.getMessage());
    } finally {
      ThrowAway.delete(folder);
    }
  }

  private ScaleBench.Plan plan() {
    try {
      if (each.length != 2) {
        throw new IllegalArgumentException(
            "appointments-per-patient: expected two numbers, such as 10/11");
      }
      return new ScaleBench.Plan(small, each[1], large, each[0], events, rounds);
    } catch (IllegalArgumentException unfit) {
      throw new ParameterException(spec.commandLine(), "--" + unfit.getMessage(), unfit);
    }
  }
}
