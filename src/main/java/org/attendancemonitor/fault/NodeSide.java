package org.attendancemonitor.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.attendancemonitor.access.Passwords;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.record.StoreSettings;
import org.attendancemonitor.record.User;
import org.attendancemonitor.record.Users;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Nodes of one monitor with a record and a pair of brokers of their own, and who fills their queue:
 * two of them side by side can be told the same.
 */
final class NodeSide implements AutoCloseable {
  private static final Duration TO_DRAIN = Duration.ofSeconds(180);

  private final Stage stage;
  private final boolean releases;
  private final boolean sends;
  private final SignIn feed;
  private final StoreSettings store;
  private final BrokerPair brokers;
  private final NodeGroup group;
  private final Backlog backlog;
  private Store record;
  private int versions;

  /**
   * Its brokers run; its nodes are not started.
   *
   * @param name of its folders
   * @param store whose content is thrown away
   * @param size how many nodes
   * @param releases whether releases of the figures are made every minute and compared
   * @param sends whether tasks and flags are sent to queues
   * @param feed who sends events
   */
  NodeSide(
      Stage stage,
      String name,
      StoreSettings store,
      int size,
      boolean releases,
      boolean sends,
      SignIn feed)
      throws IOException, InterruptedException {
    this.stage = stage;
    this.releases = releases;
    this.sends = sends;
    this.feed = feed;
    this.store = store;
    String ours = Passwords.generate();
    Path folder = Files.createDirectories(stage.folder().resolve("around-" + name));
    Path passwords =
        Files.writeString(folder.resolve("broker-passwords"), ours + "\n" + feed.password() + "\n");
    Path password = Files.writeString(folder.resolve("broker-password"), ours + "\n");
    this.brokers = new BrokerPair(folder.resolve("brokers"), stage.program(), passwords);
    try {
      this.group = new NodeGroup(stage, name, store, brokers, size, password, releases, sends);
    } catch (IOException | RuntimeException failed) {
      brokers.close();
      throw failed;
    }
    this.backlog =
        new Backlog(
            brokers.forSenders(),
            feed,
            LocalDate.ofInstant(stage.clock().instant(), stage.clock().getZone()));
  }

  /** Makes an empty record, and starts the nodes at once. */
  void start() throws IOException, InterruptedException {
    try (Store old = Store.open(store, stage.folder())) {
      JdbcTemplate sql = new JdbcTemplate(old.writer());
      sql.execute("DROP SCHEMA public CASCADE");
      sql.execute("CREATE SCHEMA public");
    }
    try (Store made = Store.open(store, stage.folder())) {
      new Users(made)
          .add(
              new User(
                  feed.user(), new Passwords().hash(feed.password()), Set.of("feed"), null, null));
    }
    group.start();
    Optional<Store> made = Store.openToRead(store, stage.folder());
    record = made.orElseThrow(() -> new FaultException("there is no record"));
  }

  BrokerPair brokers() {
    return brokers;
  }

  NodeGroup group() {
    return group;
  }

  /** Its record, only to be read; there once it is started. */
  Store record() {
    return record;
  }

  /** What was put into the queue. */
  Acknowledged log() {
    return backlog.log();
  }

  /**
   * Puts everything about some appointments into the queue.
   *
   * @param sender of {@link Visit}
   * @param from number of the first
   * @param to number after the last
   * @return how many messages
   */
  int send(String sender, int from, int to) {
    return noted(backlog.send(sender, from, to));
  }

  /** As {@link #send}, with others' messages between those about one person. */
  int sendApart(String sender, int from, int to) {
    return noted(backlog.sendApart(sender, from, to));
  }

  private int noted(Backlog.Sent sent) {
    versions += sent.versions();
    return sent.messages();
  }

  /** As {@link #awaitTold}, and until every day is counted that it changed. */
  void awaitDone() throws InterruptedException {
    awaitTold();
    awaitCounted();
  }

  /**
   * Waits until all that was put into the queue is kept, and, where it is sent on, everything sent
   * that follows from it.
   */
  void awaitTold() throws InterruptedException {
    awaitFacts();
    JdbcTemplate sql = new JdbcTemplate(record.reader());
    Patience patience = new Patience(TO_DRAIN);
    while (sends && !sql.queryForList("SELECT 1 FROM outbox LIMIT 1").isEmpty()) {
      if (patience.isOver()) {
        throw new FaultException("tasks and flags were not sent within " + TO_DRAIN);
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  /** However many they are: given up is only what no longer grows. */
  private void awaitFacts() throws InterruptedException {
    JdbcTemplate sql = new JdbcTemplate(record.reader());
    Patience patience = new Patience(TO_DRAIN);
    long before = 0;
    while (true) {
      Long kept = sql.queryForObject("SELECT count(*) FROM fact", Long.class);
      if (kept != null && kept >= versions) {
        return;
      }
      if (kept != null && kept > before) {
        before = kept;
        patience = new Patience(TO_DRAIN);
      }
      if (patience.isOver()) {
        throw new FaultException(
            "only %d of %d facts were kept, and no more for %d s"
                .formatted(kept, versions, TO_DRAIN.toSeconds()));
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  /** What the record has made of it, with everything counted and, where wanted, released. */
  Derivations derived() throws InterruptedException {
    awaitCounted();
    if (releases) {
      long after = stage.clock().millis();
      Patience patience = new Patience(TO_DRAIN);
      while (!Derivations.releasedSince(record, after)) {
        if (patience.isOver()) {
          throw new FaultException("no release of the figures was made within " + TO_DRAIN);
        }
        TimeUnit.MILLISECONDS.sleep(500);
      }
    }
    return Derivations.in(record, releases);
  }

  private void awaitCounted() throws InterruptedException {
    Patience patience = new Patience(TO_DRAIN);
    while (!Derivations.counted(record)) {
      if (patience.isOver()) {
        throw new FaultException("days of the figures were not counted within " + TO_DRAIN);
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  /** Asks every node to end; whether all did as they should. */
  boolean stop() throws InterruptedException {
    return group.stop();
  }

  @Override
  public void close() {
    if (record != null) {
      record.close();
    }
    group.close();
    brokers.close();
  }
}
