package org.attendancemonitor;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.attendancemonitor.PlainErrors.CannotRunException;
import org.attendancemonitor.fault.NodeFault;
import org.attendancemonitor.fault.NodesTrial;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Faults of several nodes on one record and one broker. */
@Command(
    name = "nodes",
    mixinStandardHelpOptions = true,
    description = {
      "Starts a pair of brokers and several nodes on one PostgreSQL (--store), sends events to the",
      "queue and to any node, and kills, pauses and cuts off nodes and kills the broker, at random.",
      "Compares what was kept with what was acknowledged, and with what one node makes of the same",
      "events on a database that is made beside the named one and dropped in the end; measures how",
      "soon others take over, and the processor time of an event, on all nodes and on one by turns."
    })
final class NodesCommand implements Callable<Integer> {
  @Mixin private final FaultFrame frame = new FaultFrame();

  @Option(
      names = "--nodes",
      defaultValue = "3",
      description = "how many nodes, 2 to 9 (default: ${DEFAULT-VALUE})")
  private int nodes;

  @Option(
      names = "--faults",
      defaultValue = "12",
      description = "how many faults (default: ${DEFAULT-VALUE})")
  private int faults;

  @Option(
      names = "--cpu-events",
      defaultValue = "40000",
      description =
          "events for the processor time of one, on one node and on all; 0: it is not measured"
              + " (default: ${DEFAULT-VALUE})")
  private int events;

  @Option(
      names = "--cpu-rounds",
      defaultValue = "5",
      description =
          "in how many rounds, each on all nodes and on one by turns (default: ${DEFAULT-VALUE})")
  private int rounds;

  @Option(
      names = "--no-releases",
      description =
          "releases the figures at their usual times, instead of every minute to compare a release;"
              + " the days are compared")
  private boolean withoutReleases;

  @Option(
      names = "--queues-out",
      description = "nodes send tasks and flags to queues, which is off as shipped")
  private boolean queuesOut;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "FAULT",
      description =
          "of these kinds: kill, pause, no_store, no_broker, broker, upgrade (default: of all)")
  private List<NodeFault> only = List.of(NodeFault.values());

  @Option(
      names = "--within",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "in which others have to have taken over (default: ${DEFAULT-VALUE})")
  private int within;

  @Option(names = "--seed", description = "repeats the faults of an earlier run, which says it")
  private Long seed;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (nodes < 2 || nodes > 9) {
      throw new CannotRunException("--nodes: expected 2 to 9, found " + nodes);
    }
    if (rounds < 1 || events > 0 && events < rounds) {
      throw new CannotRunException(
          "--cpu-rounds: expected 1 to the number of --cpu-events, found " + rounds);
    }
    return frame.run(
        new NodesTrial(
            nodes,
            faults,
            only,
            events,
            rounds,
            !withoutReleases,
            queuesOut,
            within,
            seed == null ? System.nanoTime() : seed));
  }
}
