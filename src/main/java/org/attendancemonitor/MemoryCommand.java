package org.attendancemonitor;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.attendancemonitor.fault.MemoryTrial;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lets a service run out of memory. */
@Command(
    name = "memory",
    mixinStandardHelpOptions = true,
    description = {
      "Sends large messages to a service with far too small a heap until it is out of memory,",
      "starts it again with the usual one, and compares. Up to four minutes."
    })
final class MemoryCommand implements Callable<Integer> {
  @Mixin private final FaultFrame frame = new FaultFrame();

  @Override
  public Integer call() throws IOException, InterruptedException {
    return frame.run(new MemoryTrial());
  }
}
