package org.attendancemonitor;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.attendancemonitor.fault.StopTrial;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Stops a service under load. */
@Command(
    name = "stop",
    mixinStandardHelpOptions = true,
    description = {
      "Stops a service with SIGTERM at random moments under load, starts it again each time, and",
      "compares in the end. About five seconds for each stop."
    })
final class StopCommand implements Callable<Integer> {
  @Mixin private final FaultFrame frame = new FaultFrame();

  @Option(names = "--stops", defaultValue = "5", description = "default: ${DEFAULT-VALUE}")
  private int stops;

  @Option(names = "--seed", description = "repeats the moments of an earlier run, which says it")
  private Long seed;

  @Override
  public Integer call() throws IOException, InterruptedException {
    return frame.run(new StopTrial(stops, seed == null ? System.nanoTime() : seed));
  }
}
