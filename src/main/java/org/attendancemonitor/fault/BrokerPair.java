package org.attendancemonitor.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Two brokers on one journal, each a process of its own: the backup goes on where the primary fell.
 */
final class BrokerPair implements AutoCloseable {
  /** The names under which nodes know the two. */
  static final List<String> NAMES = List.of("broker-a", "broker-b");

  /** How a broker is started, in a process of its own. */
  static final String COMMAND = "faults-broker";

  private static final Duration TO_START = Duration.ofSeconds(180);
  private static final String ACTIVE = "the broker is active";

  private final Path folder;
  private final Program program;
  private final Path passwords;
  private final Path hosts;
  private final int[] ports = {Home.freePort(), Home.freePort()};
  private final Launched[] running = new Launched[2];
  private int launched;

  /**
   * Starts both.
   *
   * @param passwords a file of two lines: that of the monitor and that of senders
   */
  BrokerPair(Path folder, Program program, Path passwords)
      throws IOException, InterruptedException {
    this.folder = Files.createDirectories(folder);
    this.program = program;
    this.passwords = passwords;
    this.hosts =
        Files.write(
            folder.resolve("hosts"),
            List.of(
                "127.0.0.1 localhost", "127.0.0.1 " + NAMES.get(0), "127.0.0.1 " + NAMES.get(1)));
    start(0).awaitLine(ACTIVE, TO_START);
    start(1).awaitLine("the broker waits", TO_START);
  }

  private Launched start(int which) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                COMMAND,
                "--journal",
                folder.resolve("journal").toString(),
                "--name",
                NAMES.get(which),
                "--port",
                Integer.toString(ports[which]),
                "--other",
                NAMES.get(1 - which) + ":" + ports[1 - which],
                "--passwords",
                passwords.toString()));
    if (which == 1) {
      words.add("--backup");
    }
    Path output = folder.resolve("output-" + ++launched + ".txt");
    running[which] =
        new Launched(
            new ProcessBuilder(
                    program.command(
                        List.of(
                            "-Xmx256m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-Djdk.net.hosts.file=" + hosts),
                        words.toArray(String[]::new)))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start(),
            output);
    return running[which];
  }

  /** The port of one of the two. */
  int port(int which) {
    return ports[which];
  }

  /** For nodes, which know the two by their names. */
  String forNodes() {
    return "(tcp://%s:%d,tcp://%s:%d)?ha=true"
        .formatted(NAMES.get(0), ports[0], NAMES.get(1), ports[1]);
  }

  /** For senders of this process, who try again themselves. */
  String forSenders() {
    return ("(tcp://127.0.0.1:%d,tcp://127.0.0.1:%d)?reconnectAttempts=0&callTimeout=10000"
            + "&useTopologyForLoadBalancing=false")
        .formatted(ports[0], ports[1]);
  }

  /** Kills the primary; returns when the backup is active. */
  void killPrimary() throws InterruptedException {
    running[0].kill();
    running[1].awaitLine(ACTIVE, TO_START);
  }

  /** Starts the primary again, and waits until it has taken over from the backup. */
  void restartPrimary() throws IOException, InterruptedException {
    start(0).awaitLine(ACTIVE, TO_START);
    TimeUnit.SECONDS.sleep(1);
    if (!running[1].isAlive()) {
      start(1);
    }
  }

  @Override
  public void close() {
    for (Launched broker : running) {
      if (broker != null) {
        broker.close();
      }
    }
  }
}
