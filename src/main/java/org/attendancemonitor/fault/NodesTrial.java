package org.attendancemonitor.fault;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.attendancemonitor.access.Passwords;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.record.StoreSettings;

/**
 * Several nodes on one PostgreSQL and a pair of brokers, under load, with faults one after the
 * other; and one node with a database and brokers of its own, which is told the same.
 *
 * @param nodes how many
 * @param faults how many
 * @param kinds of these, each before one comes again
 * @param cpuEvents appointments told of for the processor time of one message; 0: it is not
 *     measured
 * @param cpuRounds in how many rounds, each on several nodes and on one
 * @param releases whether a release of the figures is waited for, to compare it
 * @param sends whether tasks and flags are sent to queues, which is off as shipped
 * @param within seconds in which others have to have taken over
 * @param seed of the faults
 */
public record NodesTrial(
    int nodes,
    int faults,
    List<NodeFault> kinds,
    int cpuEvents,
    int cpuRounds,
    boolean releases,
    boolean sends,
    int within,
    long seed)
    implements Trial {
  /** Who sends what the processor time is measured with. */
  static final String BULK = "bulk";

  private static final double MOST_CPU = 1.2;

  /**
   * A second and way: what piles up in a pause is soon worked off, or it would be timed instead.
   */
  private static final double PER_SECOND = 50;

  private static final Duration TO_DRAIN = Duration.ofSeconds(180);
  private static final Duration HTTP_PATIENCE = Duration.ofSeconds(10);

  @Override
  public String name() {
    return "nodes";
  }

  @Override
  public Verdict run(Stage stage) throws IOException, InterruptedException {
    if (!stage.store().postgresql()) {
      throw new NotHereException(
          "several nodes share a PostgreSQL: name an empty one with --store");
    }
    return new Run(stage).verdict();
  }

  /** One run of it. */
  private final class Run {
    private final Stage stage;
    private final LocalDate today;
    private final SignIn feed = new SignIn(Stage.FEED, Passwords.generate());
    private final List<String> happened = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    private final NodeFaults troubles;

    private Run(Stage stage) {
      this.stage = stage;
      this.troubles = new NodeFaults(stage, NodesTrial.this);
      this.today = LocalDate.ofInstant(stage.clock().instant(), stage.clock().getZone());
    }

    private Verdict verdict() throws IOException, InterruptedException {
      stage.say("%d nodes, %d faults, --seed %d", nodes, faults, seed);
      try (NodeSide many = side("node", stage.store(), nodes);
          NeighbourDatabase beside = new NeighbourDatabase(stage.store());
          NodeSide one = side("one", beside.settings(), 1)) {
        many.start();
        stage.say("%d nodes are ready", nodes);
        if (cpuEvents > 0) {
          one.start();
          measure(many, one);
        }
        List<Way> ways = ways(many);
        Acknowledged log = disturb(many, ways);
        Derivations derived = many.derived();
        happened.add(
            "%d batches were refused by the store and tried again"
                .formatted(many.group().lines("the store failed")));
        if (!many.stop()) {
          broken.add("a node did not end with code 0 on SIGTERM");
        }
        if (cpuEvents == 0) {
          one.start();
        }
        tell(one, ways, log);
        compare(derived, one.derived());
        one.stop();
      }
      return new Verdict(
          "%d nodes on one PostgreSQL and a pair of brokers: %d faults under load"
              .formatted(nodes, faults),
          "nothing lost or doubled, tasks and figures as of one node, others take over within %d s"
              .formatted(within),
          happened,
          broken);
    }

    private NodeSide side(String name, StoreSettings store, int size)
        throws IOException, InterruptedException {
      return new NodeSide(stage, name, store, size, releases, sends, feed);
    }

    private void measure(NodeSide many, NodeSide one) throws InterruptedException {
      int warm = cpuEvents / 2 * nodes;
      ProcessorTimes times = ProcessorTimes.by(stage, many, one, warm, warm + cpuEvents, cpuRounds);
      happened.add(
          "processor time of a message: %.0f us on %d nodes, %.0f us on one; ratio %.2f, the median"
                  .formatted(
                      Drift.median(times.many()), nodes, Drift.median(times.one()), times.ratio())
              + " of %d rounds by turns".formatted(cpuRounds));
      if (times.ratio() > MOST_CPU) {
        broken.add("processor time of a message grew by more than " + MOST_CPU);
      }
    }

    private List<Way> ways(NodeSide side) {
      List<Way> ways = new ArrayList<>();
      ways.add(new QueueWay("q0", side.brokers().forSenders(), feed));
      ways.add(new QueueWay("q1", side.brokers().forSenders(), feed));
      for (int node = 0; node < nodes; node++) {
        ways.add(new HttpWay("h" + node, side.group().fhir(node), feed, HTTP_PATIENCE));
      }
      return ways;
    }

    /** Faults under load, and what was kept against what was acknowledged. */
    private Acknowledged disturb(NodeSide side, List<Way> ways)
        throws IOException, InterruptedException {
      try (Senders senders = Senders.start(ways, PER_SECOND, today)) {
        troubles.run(new NodeFaults.Scene(side.group(), side.brokers(), side.record(), senders));
        happened.addAll(troubles.told());
        broken.addAll(troubles.broken());
        senders.finish();
        compare(side.record(), senders.log(), side.log());
        return senders.log();
      }
    }

    /** The same as the several nodes were told, undisturbed. */
    private void tell(NodeSide one, List<Way> ways, Acknowledged log) throws InterruptedException {
      for (Way way : ways) {
        String theirs = "apt-" + way.name() + "-";
        long count = log.said().keySet().stream().filter(id -> id.startsWith(theirs)).count();
        one.send(way.name(), 0, (int) count);
      }
      one.awaitDone();
    }

    private void compare(Derivations many, Derivations single) {
      List<String> differences = many.differences(single);
      happened.add(
          "%d lines of tasks, flags, outcomes and figures compared with those of one node: %s"
              .formatted(single.size(), differences.isEmpty() ? "equal" : "not equal"));
      broken.addAll(differences);
    }

    private void compare(Store record, Acknowledged log, Acknowledged bulk)
        throws IOException, InterruptedException {
      Map<String, Acknowledged.Said> said = new java.util.HashMap<>(log.said());
      said.putAll(bulk.said());
      Comparison comparison = Comparison.await(record, said, TO_DRAIN);
      broken.addAll(comparison.differences());
      happened.add(
          "%d messages acknowledged about %d appointments; %d lost, %d kept more or less often"
                  .formatted(
                      log.messages() + bulk.messages(),
                      comparison.appointments(),
                      comparison.lost().size(),
                      comparison.doubled().size())
              + " than told");
      if (!comparison.agree()) {
        log.write(stage.folder().resolve("acknowledged.txt"));
      }
    }
  }
}
