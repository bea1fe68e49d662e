package org.attendancemonitor.fault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.attendancemonitor.record.StoreSettings;

/**
 * Several nodes on one record and one pair of brokers, each behind wires of its own: it knows the
 * other machines by names that lead through them.
 */
final class NodeGroup implements AutoCloseable {
  private static final String STORE = "store";
  private static final Duration TO_START = Duration.ofSeconds(180);

  private final List<Home> homes = new ArrayList<>();
  private final List<Launched> nodes = new ArrayList<>();
  private final List<Wire> toStore = new ArrayList<>();
  private final List<List<Wire>> toBroker = new ArrayList<>();

  /**
   * Homes of nodes; nothing is started.
   *
   * @param passwordFile of the monitor at the broker
   * @param releases whether the figures are released every minute, for somebody who waits for it,
   *     instead of as usual: all days that changed are counted for that, in this or that node
   * @param sends whether they send tasks and flags to queues
   */
  NodeGroup(
      Stage stage,
      String name,
      StoreSettings store,
      BrokerPair brokers,
      int size,
      Path passwordFile,
      boolean releases,
      boolean sends)
      throws IOException {
    URI address = URI.create(store.url().substring("jdbc:".length()));
    int port = address.getPort() < 0 ? 5432 : address.getPort();
    InetSocketAddress target =
        new InetSocketAddress(InetAddress.getByName(address.getHost()), port);
    StoreSettings throughWire =
        new StoreSettings(
            store.url().replaceFirst("//[^/]*", "//" + STORE + ":" + port),
            store.user(),
            store.passwordFile(),
            store.readers());
    for (int node = 1; node <= size; node++) {
      String net = "127.77." + (10 * name.length() + node) + ".";
      Path hosts = stage.folder().resolve(name + node + ".hosts");
      Files.write(
          hosts,
          List.of(
              "127.0.0.1 localhost",
              net + "1 " + BrokerPair.NAMES.get(0),
              net + "2 " + BrokerPair.NAMES.get(1),
              net + "3 " + STORE));
      List<Wire> broker = new ArrayList<>();
      for (int which = 0; which < 2; which++) {
        InetSocketAddress there = new InetSocketAddress("127.0.0.1", brokers.port(which));
        broker.add(new Wire(net + (which + 1), brokers.port(which), there));
      }
      toBroker.add(broker);
      toStore.add(new Wire(net + "3", port, target));
      Home home = new Home(stage.folder().resolve(name + node), stage.program());
      home.takesFrom(Stage.FEED)
          .on(throughWire)
          .set("attendance.broker.embedded", false)
          .set("attendance.broker.url", brokers.forNodes())
          .set("attendance.broker.user", Stage.MONITOR)
          .set("attendance.broker.passwordFile", passwordFile)
          .set("attendance.queuesOut.enabled", sends)
          .option("-Djdk.net.hosts.file=" + hosts);
      if (releases) {
        releaseEveryMinute(home.file("config/equity.yaml"));
      }
      homes.add(home);
    }
  }

  private static void releaseEveryMinute(Path figures) throws IOException {
    Files.writeString(
        figures,
        Files.readString(figures).replaceFirst("(?m)^cadence: .*$", "cadence: every-minute"));
  }

  /** Starts every node at once. */
  void start() throws IOException, InterruptedException {
    for (Home home : homes) {
      nodes.add(home.start("serve"));
    }
    for (Launched node : nodes) {
      node.awaitReady(TO_START);
    }
  }

  int size() {
    return homes.size();
  }

  Home home(int node) {
    return homes.get(node);
  }

  Launched node(int node) {
    return nodes.get(node);
  }

  Wire toStore(int node) {
    return toStore.get(node);
  }

  List<Wire> toBroker(int node) {
    return toBroker.get(node);
  }

  /** Starts a node again that was killed; does not wait. */
  void restart(int node) throws IOException {
    nodes.set(node, homes.get(node).start("serve"));
  }

  /** Waits until a node that was started is ready. */
  void awaitReady(int node) throws InterruptedException {
    nodes.get(node).awaitReady(TO_START);
  }

  /** Addresses of the FHIR API, of one node first and then of the others. */
  List<String> fhir(int first) {
    List<String> bases = new ArrayList<>();
    for (int i = 0; i < homes.size(); i++) {
      bases.add(homes.get((first + i) % homes.size()).fhir());
    }
    return bases;
  }

  /** The processor time that all nodes together have used. */
  Duration processorTime() {
    return nodes.stream().map(Launched::processorTime).reduce(Duration.ZERO, Duration::plus);
  }

  /** Warnings and errors of any node that begin with a text, of the given ones. */
  long lines(String text) {
    return homes.stream()
        .flatMap(home -> home.allOutput().lines())
        .filter(l -> l.contains(text))
        .count();
  }

  /** The first node that has ended, if one has. */
  Optional<Launched> ended() {
    return nodes.stream().filter(node -> !node.isAlive()).findFirst();
  }

  /** Asks every node to end; whether all do, with code 0. */
  boolean stop() throws InterruptedException {
    boolean well = true;
    nodes.forEach(Launched::terminate);
    for (Launched node : nodes) {
      well &= node.waitFor(Duration.ofSeconds(60)) && node.exitValue() == 0;
    }
    return well;
  }

  @Override
  public void close() {
    nodes.forEach(Launched::close);
    toStore.forEach(Wire::close);
    toBroker.forEach(wires -> wires.forEach(Wire::close));
  }
}
