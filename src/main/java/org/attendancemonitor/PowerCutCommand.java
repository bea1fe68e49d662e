package org.attendancemonitor;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.attendancemonitor.fault.PowerCutTrial;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Cuts the power of a service's disk. */
@Command(
    name = "power-cut",
    mixinStandardHelpOptions = true,
    description = {
      "Cuts the power of a service's disk at random moments under load, gives it power again,",
      "starts the service, and compares in the end. Needs root, a loop device, mkfs.ext4, and",
      "python3 or perl. About eight seconds for each cut."
    })
final class PowerCutCommand implements Callable<Integer> {
  @Mixin private final FaultFrame frame = new FaultFrame();

  @Option(names = "--cuts", defaultValue = "5", description = "default: ${DEFAULT-VALUE}")
  private int cuts;

  @Option(names = "--seed", description = "repeats the moments of an earlier run, which says it")
  private Long seed;

  @Override
  public Integer call() throws IOException, InterruptedException {
    return frame.run(new PowerCutTrial(cuts, seed == null ? System.nanoTime() : seed));
  }
}
