package org.attendancemonitor;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.attendancemonitor.fault.CorruptTrial;
import org.attendancemonitor.fault.Damage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Damages the files of a service that is stopped. */
@Command(
    name = "corrupt",
    mixinStandardHelpOptions = true,
    description = {
      "Damages a file of a stopped service and starts it, with each kind of damage on a copy of",
      "the same folder. About eight seconds for each."
    })
final class CorruptCommand implements Callable<Integer> {
  @Mixin private final FaultFrame frame = new FaultFrame();

  @Option(names = "--damage", split = ",", description = "${COMPLETION-CANDIDATES} (default: all)")
  private List<Damage> damages = List.of(Damage.values());

  @Override
  public Integer call() throws IOException, InterruptedException {
    return frame.run(new CorruptTrial(damages));
  }
}
