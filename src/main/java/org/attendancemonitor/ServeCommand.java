package org.attendancemonitor;

import java.util.Map;
import java.util.concurrent.Callable;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.configuration.ServerSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the service until it is told to stop. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Runs the service, with config/ and routes/ of the working directory.")
final class ServeCommand implements Callable<Integer> {
  @Mixin private final Folders folders = new Folders();

  @Override
  public Integer call() throws Exception {
    Configuration configuration = folders.configuration();
    Monitor monitor = Monitor.start(configuration, Monitor.Extent.WHOLE, Map.of());
    ServerSettings settings = configuration.settings(ServerSettings.class);
    settings
        .today()
        .ifPresent(
            today ->
                System.err.printf(
                    "WARNING: the date is pinned to %s: dues and figures stand still."
                        + " Never do this in production.%n",
                    today));
    FastClock.ofTrial()
        .ifPresent(
            clock ->
                System.err.printf(
                    "WARNING: a trial: the clock runs %s. Deadlines, ages and figures are wrong."
                        + " Never do this in production.%n",
                    clock));
    System.out.printf(
        "Attendance Monitor is ready: http://127.0.0.1:%d/fhir, health and metrics on port %d%n",
        monitor.port(), monitor.managementPort());
    monitor.serveUntilStopped();
    return 0;
  }
}
