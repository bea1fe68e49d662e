package org.attendancemonitor;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attendancemonitor.PlainErrors.CannotRunException;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.configuration.ServerSettings;
import org.attendancemonitor.fault.FaultException;
import org.attendancemonitor.fault.NotHereException;
import org.attendancemonitor.fault.Program;
import org.attendancemonitor.fault.Stage;
import org.attendancemonitor.fault.Trial;
import org.attendancemonitor.fault.Verdict;
import org.attendancemonitor.record.StoreSettings;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every trial of a fault has: a folder, a store, and how it tells. */
final class FaultFrame {
  @Mixin private final BenchStore store = new BenchStore();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "where the throw-away folder is made (default: the one for temporary files)")
  private Path parent = Path.of(System.getProperty("java.io.tmpdir"));

  /**
   * Runs one trial, and tells.
   *
   * @return 0 where its promise held, else 1
   * @throws CannotRunException where this machine cannot make the fault
   */
  int run(Trial trial) throws IOException, InterruptedException {
    try {
      return told(trial) ? 0 : 1;
    } catch (NotHereException missing) {
      throw new CannotRunException("cannot be tried here: " + missing.getMessage());
    }
  }

  /**
   * Runs one trial after another, and tells how each went.
   *
   * @return 0 where all promises held that could be tried, else 1
   */
  int runAll(List<Trial> trials) throws IOException, InterruptedException {
    if (record(Configuration.load(Folders.CONFIG)).postgresql()) {
      throw new CannotRunException(
          "with --store name one of kill, stop, memory and two: each needs an empty database");
    }
    Map<String, String> table = new LinkedHashMap<>();
    boolean held = true;
    for (Trial trial : trials) {
      out().printf("%n== %s%n", trial.name());
      try {
        boolean kept = told(trial);
        held &= kept;
        table.put(trial.name(), kept ? "the promise held" : "NOT KEPT");
      } catch (NotHereException missing) {
        table.put(trial.name(), "not tried: " + missing.getMessage());
      }
    }
    out().println();
    table.forEach((name, verdict) -> out().printf("%-10s %s%n", name, verdict));
    out().println(held ? "all promises held that were tried" : "a promise was NOT KEPT");
    out().flush();
    return held ? 0 : 1;
  }

  private boolean told(Trial trial) throws IOException, InterruptedException {
    Configuration configuration = Configuration.load(Folders.CONFIG);
    refuseOthers(configuration);
    Path folder = ThrowAway.in(parent, "attendance-faults");
    Verdict verdict;
    try {
      verdict =
          tried(
              trial, new Stage(folder, program(), record(configuration), Clock.systemUTC(), out()));
    } catch (NotHereException missing) {
      ThrowAway.delete(folder);
      throw missing;
    }
    out().println(verdict.text());
    if (verdict.held()) {
      ThrowAway.delete(folder);
    } else {
      out().println("kept for a look: " + folder);
    }
    out().flush();
    return verdict.held();
  }

  private static Verdict tried(Trial trial, Stage stage) throws IOException, InterruptedException {
    try {
      return trial.run(stage);
    } catch (FaultException stopped) {
      return new Verdict(
          trial.name(), "the service goes on", List.of(), List.of(stopped.getMessage()));
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  static Program program() {
    return Program.running(AttendanceMonitor.class);
  }

  private StoreSettings record(Configuration configuration) {
    ServerSettings.Store chosen = store.settings(configuration);
    return new StoreSettings(chosen.url(), chosen.user(), chosen.passwordFile(), chosen.readers());
  }

  /** The services of a trial must not speak to the real systems of a hospital. */
  private static void refuseOthers(Configuration configuration) {
    if (configuration.settings(ServerSettings.class).writeBack().isPresent()) {
      throw new CannotRunException(
          "config/application.yaml names an EPR to write back to, which must not hear of invented"
              + " patients: run this in a folder with a copy of config/ and routes/ without"
              + " writeBack");
    }
  }
}
