package org.attendancemonitor;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.attendancemonitor.attendance.Assembly;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.simulation.BenchPlan;
import org.attendancemonitor.simulation.CountedTrust;
import org.attendancemonitor.simulation.LiveLatency;
import org.attendancemonitor.simulation.Lsoa;
import org.attendancemonitor.simulation.TrustPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures the figures of a trust of any size. */
@Command(
    name = "figures",
    mixinStandardHelpOptions = true,
    description = {
      "Fills a throw-away record with the rows of a large trust and measures the figures: counting",
      "again after a day's changes, a weekly release alone and beside live events, a scrape.",
      "With 1,000,000 patients it needs twenty minutes and 7 GB of disk."
    })
final class FiguresBenchCommand implements Callable<Integer> {
  private static final int SENT_ABOUT = 5_000;

  @Mixin private final BenchFrame frame = new BenchFrame();
  @Mixin private final BenchStore store = new BenchStore();
  @Spec private CommandSpec spec;

  @Option(names = "--services", defaultValue = "20", description = "default: ${DEFAULT-VALUE}")
  private int services;

  @Option(names = "--patients", defaultValue = "1000000", description = "default: ${DEFAULT-VALUE}")
  private int patients;

  @Option(
      names = "--appointments",
      defaultValue = "10000000",
      description = "in two years (default: ${DEFAULT-VALUE})")
  private int appointments;

  @Option(
      names = "--rate",
      defaultValue = "100",
      description = "live events a second beside the release (default: ${DEFAULT-VALUE})")
  private double rate;

  @Override
  public Integer call() throws Exception {
    frame.quieten();
    Instant now = Clock.systemUTC().instant();
    CountedTrust trust = trust(now);
    Path folder = Files.createTempDirectory("attendance-bench");
    try {
      Configuration usual = Configuration.load(Folders.CONFIG);
      Configuration configuration = BenchConfiguration.of(usual, folder, store.settings(usual));
      PrintWriter out = spec.commandLine().getOut();
      FiguresBenchReport report =
          new FiguresBench(configuration, trust, now, out)
              .run(appointments, live(configuration, now, folder));
      frame.print(out, report.text(), report::json);
      return 0;
    } finally {
      ThrowAway.delete(folder);
    }
  }

  private CountedTrust trust(Instant now) {
    try {
      return new CountedTrust(
          new CountedTrust.Plan(
              services, patients, appointments, Assembly.dayOf(now).minusDays(7), 1));
    } catch (IllegalArgumentException unfit) {
      throw new ParameterException(spec.commandLine(), "--" + unfit.getMessage(), unfit);
    }
  }

  private FiguresBench.Live live(Configuration configuration, Instant now, Path folder)
      throws IOException {
    Path areas = BenchFrame.areas(configuration);
    BenchPlan plan =
        new BenchPlan(
            TrustPlan.of(SENT_ABOUT, 1, Assembly.dayOf(now), 1, Lsoa.read(areas)),
            areas,
            1_000,
            3,
            500,
            0,
            now,
            folder,
            BenchSenderCommand.commandLine());
    return new FiguresBench.Live() {
      @Override
      public double rate() {
        return rate;
      }

      @Override
      public LiveLatency to(Monitor monitor) {
        return new LiveLatency(
            plan, BenchFrame.target(monitor, configuration), monitor.part(Clock.class));
      }
    };
  }
}
