package org.attendancemonitor;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.attendancemonitor.fault.SoakTrial;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A long time of faults. */
@Command(
    name = "soak",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a service at half of what it takes, with faults at random (killed, ended, paused, store",
      "locked, connections cut, messages unusable, repeated, late and out of order) and a clinician at",
      "work, while its clock runs many times faster. Tells every minute how it is, and in the end",
      "whether memory and latency stayed flat and the books balance."
    })
final class SoakCommand implements Callable<Integer> {
  @Mixin private final FaultFrame frame = new FaultFrame();
  @Spec private CommandSpec spec;

  @Option(names = "--minutes", defaultValue = "60", description = "default: ${DEFAULT-VALUE}")
  private double minutes;

  @Option(
      names = "--speed",
      defaultValue = "100",
      description = "how many times faster its clock runs (default: ${DEFAULT-VALUE})")
  private double speed;

  @Option(
      names = "--rate",
      defaultValue = "0",
      description = "messages a second (default: half of what is measured first)")
  private double rate;

  @Option(names = "--seed", description = "repeats the choices of an earlier run, which says it")
  private Long seed;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!(minutes > 0) || !(speed >= 1) || !(rate >= 0)) {
      throw new ParameterException(
          spec.commandLine(), "expected --minutes above 0, --speed from 1, --rate from 0");
    }
    return frame.run(new SoakTrial(minutes, speed, rate, seed == null ? System.nanoTime() : seed));
  }
}
