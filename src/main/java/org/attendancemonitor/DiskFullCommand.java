package org.attendancemonitor;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.attendancemonitor.fault.DiskFullTrial;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Fills the disk of a service. */
@Command(
    name = "disk-full",
    mixinStandardHelpOptions = true,
    description = {
      "Fills the disk of a service under load, makes room again, and compares. Needs root: the",
      "data folder is a small file system of its own. About a minute."
    })
final class DiskFullCommand implements Callable<Integer> {
  @Mixin private final FaultFrame frame = new FaultFrame();

  @Override
  public Integer call() throws IOException, InterruptedException {
    return frame.run(new DiskFullTrial());
  }
}
