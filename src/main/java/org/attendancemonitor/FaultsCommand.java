package org.attendancemonitor;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.attendancemonitor.fault.CorruptTrial;
import org.attendancemonitor.fault.Damage;
import org.attendancemonitor.fault.DiskFullTrial;
import org.attendancemonitor.fault.KillTrial;
import org.attendancemonitor.fault.MemoryTrial;
import org.attendancemonitor.fault.PowerCutTrial;
import org.attendancemonitor.fault.StopTrial;
import org.attendancemonitor.fault.Trial;
import org.attendancemonitor.fault.TwoTrial;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Faults, made on purpose, and whether what is promised then is kept. */
@Command(
    name = "faults",
    mixinStandardHelpOptions = true,
    subcommands = {
      KillCommand.class,
      StopCommand.class,
      MemoryCommand.class,
      TwoProcessesCommand.class,
      CorruptCommand.class,
      DiskFullCommand.class,
      PowerCutCommand.class,
      SoakCommand.class,
      NodesCommand.class
    },
    description = {
      "Starts services of its own in a throw-away folder, with config/ and routes/ of the working",
      "folder, sends them events, makes a fault, and compares what they kept with what they",
      "acknowledged. Touches no running service and no other data. Exit code 0: all promises",
      "held; 1: one did not; 2: it cannot be tried here. Without a subcommand: all of them, each",
      "once or a few times, and a table in the end; about eight minutes."
    })
final class FaultsCommand implements Callable<Integer> {
  private static final long SEED = 1;

  /** Each once or a few times. */
  private static final List<Trial> ALL =
      List.of(
          new KillTrial(3, SEED),
          new StopTrial(2, SEED),
          new MemoryTrial(),
          new TwoTrial(),
          new CorruptTrial(List.of(Damage.values())),
          new DiskFullTrial(),
          new PowerCutTrial(3, SEED));

  @Mixin private final FaultFrame frame = new FaultFrame();

  @Override
  public Integer call() throws IOException, InterruptedException {
    return frame.runAll(ALL);
  }
}
