package org.attendancemonitor;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.attendancemonitor.fault.KillTrial;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Kills a service under load. */
@Command(
    name = "kill",
    mixinStandardHelpOptions = true,
    description = {
      "Kills a service with SIGKILL at random moments under load, starts it again each time, and",
      "compares in the end. About four seconds for each kill."
    })
final class KillCommand implements Callable<Integer> {
  @Mixin private final FaultFrame frame = new FaultFrame();

  @Option(names = "--kills", defaultValue = "20", description = "default: ${DEFAULT-VALUE}")
  private int kills;

  @Option(names = "--seed", description = "repeats the moments of an earlier run, which says it")
  private Long seed;

  @Override
  public Integer call() throws IOException, InterruptedException {
    return frame.run(new KillTrial(kills, seed == null ? System.nanoTime() : seed));
  }
}
