package org.attendancemonitor;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.attendancemonitor.fault.TwoTrial;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Starts a second process on a data folder. */
@Command(
    name = "two",
    mixinStandardHelpOptions = true,
    description = {"Starts a second service on the data folder of a running one."})
final class TwoProcessesCommand implements Callable<Integer> {
  @Mixin private final FaultFrame frame = new FaultFrame();

  @Override
  public Integer call() throws IOException, InterruptedException {
    return frame.run(new TwoTrial());
  }
}
