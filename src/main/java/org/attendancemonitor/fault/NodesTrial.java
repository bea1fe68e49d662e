package org.attendancemonitor.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.attendancemonitor.access.Passwords;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.record.User;
import org.attendancemonitor.record.Users;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Several nodes on one PostgreSQL and a pair of brokers, under load, with faults one after the
 * other; then one node with the same events.
 *
 * @param nodes how many
 * @param faults how many
 * @param kinds of these, each before one comes again
 * @param cpuEvents appointments told of for the processor time of one message; 0: it is not
 *     measured
 * @param releases whether a release of the figures is waited for, to compare it
 * @param within seconds in which others have to have taken over
 * @param seed of the faults
 */
public record NodesTrial(
    int nodes,
    int faults,
    List<NodeFault> kinds,
    int cpuEvents,
    boolean releases,
    int within,
    long seed)
    implements Trial {
  private static final double MOST_CPU = 1.2;

  /**
   * A second and way: what piles up in a pause is soon worked off, or it would be timed instead.
   */
  private static final double PER_SECOND = 50;

  private static final Duration TO_DRAIN = Duration.ofSeconds(180);
  private static final Duration HTTP_PATIENCE = Duration.ofSeconds(10);
  private static final String BULK = "bulk";

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
    Run run = new Run(stage);
    return run.verdict();
  }

  /** One run of it. */
  private final class Run {
    private final Stage stage;
    private final LocalDate today;
    private final String ours = Passwords.generate();
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
      Path passwords = secret("broker-passwords", ours + "\n" + feed.password());
      Path password = secret("broker-password", ours);
      stage.say("%d nodes, %d faults, --seed %d", nodes, faults, seed);
      try (BrokerPair brokers =
          new BrokerPair(stage.folder().resolve("brokers"), stage.program(), passwords)) {
        Many many = many(brokers, backlog(brokers), password);
        one(brokers, backlog(brokers), password, many);
      }
      happened.addAll(0, troubles.told());
      broken.addAll(0, troubles.broken());
      return new Verdict(
          "%d nodes on one PostgreSQL and a pair of brokers: %d faults under load"
              .formatted(nodes, faults),
          "nothing lost or doubled, tasks and figures as of one node, others take over within %d s"
              .formatted(within),
          happened,
          broken);
    }

    private Backlog backlog(BrokerPair brokers) {
      return new Backlog(brokers.forSenders(), feed, today);
    }

    private Path secret(String name, String text) throws IOException {
      return Files.writeString(stage.folder().resolve(name), text + "\n");
    }

    /** What several nodes made. */
    private record Many(
        double cpu, List<Way> ways, Acknowledged log, Derivations derived, int bulk) {}

    private Many many(BrokerPair brokers, Backlog backlog, Path password)
        throws IOException, InterruptedException {
      try (NodeGroup group =
          new NodeGroup(stage, "node", stage.store(), brokers, nodes, password, releases)) {
        prepare();
        group.start();
        stage.say("%d nodes are ready", nodes);
        try (Store record = record()) {
          int warm = cpuEvents / 2 * nodes;
          double cpu = cpuOf(group, record, backlog, warm, warm + cpuEvents);
          List<Way> ways = ways(brokers, group);
          try (Senders senders = Senders.start(ways, PER_SECOND, today)) {
            troubles.run(new NodeFaults.Scene(group, brokers, record, senders));
            senders.finish();
            Acknowledged log = senders.log();
            compare(record, log, backlog.log());
            Derivations derived = derived(record);
            happened.add(
                "%d batches were refused by the store and tried again"
                    .formatted(group.lines("the store failed")));
            if (!group.stop()) {
              broken.add("a node did not end with code 0 on SIGTERM");
            }
            return new Many(cpu, ways, log, derived, warm + cpuEvents);
          }
        }
      }
    }

    private void one(BrokerPair brokers, Backlog backlog, Path password, Many many)
        throws IOException, InterruptedException {
      try (NodeGroup group =
          new NodeGroup(stage, "one", stage.store(), brokers, 1, password, releases)) {
        prepare();
        group.start();
        try (Store record = record()) {
          int warm = cpuEvents / 2;
          double cpu = cpuOf(group, record, backlog, warm, warm + cpuEvents);
          if (cpuEvents > 0) {
            double ratio = many.cpu() / cpu;
            happened.add(
                "processor time of a message: %.0f us on %d nodes, %.0f us on one: ratio %.2f"
                    .formatted(many.cpu(), nodes, cpu, ratio));
            if (ratio > MOST_CPU) {
              broken.add("processor time of a message grew by more than " + MOST_CPU);
            }
          }
          int versions = backlog.send(BULK, warm + cpuEvents, many.bulk()).versions();
          for (Way way : many.ways()) {
            int count =
                (int)
                    many.log().said().keySet().stream()
                        .filter(id -> id.startsWith("apt-" + way.name() + "-"))
                        .count();
            versions += backlog.send(way.name(), 0, count).versions();
          }
          awaitFacts(record, versions + facts(record, BULK, warm + cpuEvents));
          Derivations single = derived(record);
          List<String> differences = many.derived().differences(single);
          happened.add(
              "%d lines of tasks, flags, outcomes and figures compared with those of one node: %s"
                  .formatted(single.size(), differences.isEmpty() ? "equal" : "not equal"));
          broken.addAll(differences);
        }
        group.stop();
      }
    }

    private void prepare() throws IOException {
      try (Store store = Store.open(stage.store(), stage.folder())) {
        JdbcTemplate record = new JdbcTemplate(store.writer());
        record.execute("DROP SCHEMA public CASCADE");
        record.execute("CREATE SCHEMA public");
      }
      try (Store store = Store.open(stage.store(), stage.folder())) {
        new Users(store)
            .add(
                new User(
                    feed.user(),
                    new Passwords().hash(feed.password()),
                    java.util.Set.of("feed"),
                    null,
                    null));
      }
    }

    private Store record() {
      return Store.openToRead(stage.store(), stage.folder())
          .orElseThrow(() -> new FaultException("there is no record"));
    }

    private List<Way> ways(BrokerPair brokers, NodeGroup group) {
      List<Way> ways = new ArrayList<>();
      ways.add(new QueueWay("q0", brokers.forSenders(), feed));
      ways.add(new QueueWay("q1", brokers.forSenders(), feed));
      for (int node = 0; node < group.size(); node++) {
        ways.add(new HttpWay("h" + node, group.fhir(node), feed, HTTP_PATIENCE));
      }
      return ways;
    }

    /** Microseconds of a message, of all nodes together, after as many that warm them up. */
    private double cpuOf(NodeGroup group, Store record, Backlog backlog, int warm, int all)
        throws InterruptedException {
      if (all == 0) {
        return 0;
      }
      int facts = backlog.send(BULK, 0, warm).versions();
      awaitFacts(record, facts);
      awaitCounted(record);
      Duration before = group.processorTime();
      long begun = System.nanoTime();
      Backlog.Sent sent = backlog.send(BULK, warm, all);
      awaitFacts(record, facts + sent.versions());
      double seconds = (System.nanoTime() - begun) / 1e9;
      Duration used = group.processorTime().minus(before);
      stage.say(
          "%d nodes: %d messages in %.1f s, %.1f s of processor time",
          group.size(), sent.messages(), seconds, used.toMillis() / 1e3);
      return used.toNanos() / 1e3 / sent.messages();
    }

    /** However many they are: given up is only what no longer grows. */
    private void awaitFacts(Store record, int count) throws InterruptedException {
      JdbcTemplate sql = new JdbcTemplate(record.reader());
      long end = System.nanoTime() + TO_DRAIN.toNanos();
      long before = 0;
      while (true) {
        Long kept = sql.queryForObject("SELECT count(*) FROM fact", Long.class);
        if (kept != null && kept >= count) {
          return;
        }
        if (kept != null && kept > before) {
          before = kept;
          end = System.nanoTime() + TO_DRAIN.toNanos();
        }
        if (System.nanoTime() > end) {
          throw new FaultException(
              "only " + kept + " of " + count + " facts were kept, and no more for " + TO_DRAIN);
        }
        TimeUnit.MILLISECONDS.sleep(250);
      }
    }

    private int facts(Store record, String sender, int upTo) {
      int facts = 0;
      for (int number = 0; number < upTo; number++) {
        facts += (int) new Visit(sender, number).story().stream().distinct().count();
      }
      return facts;
    }

    /** Everything is counted, and a release made of it. */
    private Derivations derived(Store record) throws InterruptedException {
      awaitCounted(record);
      if (releases) {
        long after = stage.clock().millis();
        long end = System.nanoTime() + TO_DRAIN.toNanos();
        while (!Derivations.releasedSince(record, after)) {
          if (System.nanoTime() > end) {
            throw new FaultException("no release of the figures was made within " + TO_DRAIN);
          }
          TimeUnit.MILLISECONDS.sleep(500);
        }
      }
      return Derivations.in(record, releases);
    }

    private void awaitCounted(Store record) throws InterruptedException {
      long end = System.nanoTime() + TO_DRAIN.toNanos();
      while (!Derivations.counted(record)) {
        if (System.nanoTime() > end) {
          throw new FaultException("days of the figures were not counted within " + TO_DRAIN);
        }
        TimeUnit.MILLISECONDS.sleep(200);
      }
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
