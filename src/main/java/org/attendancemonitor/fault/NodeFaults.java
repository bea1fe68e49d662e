package org.attendancemonitor.fault;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.attendancemonitor.record.Store;

/** Faults among several nodes, one after the other, and how soon others have taken over. */
final class NodeFaults {
  /** Longer than it may take. */
  static final Duration GIVEN_UP = Duration.ofSeconds(60);

  private static final Duration PAUSED = Duration.ofSeconds(20);
  private static final int BETWEEN = 100;

  private final Stage stage;
  private final NodesTrial plan;
  private final Random random;
  private final Map<NodeFault, List<Double>> takeovers = new EnumMap<>(NodeFault.class);
  private final List<String> broken = new ArrayList<>();
  private double longestDuties;

  /** The nodes of one trial, and what is theirs. */
  record Scene(NodeGroup group, BrokerPair brokers, Store record, Senders senders) {}

  NodeFaults(Stage stage, NodesTrial plan) {
    this.stage = stage;
    this.plan = plan;
    this.random = new Random(plan.seed());
  }

  /** All of them; before each and after the last some messages pass undisturbed. */
  void run(Scene scene) throws IOException, InterruptedException {
    List<NodeFault> next = new ArrayList<>();
    for (int number = 1; number <= plan.faults(); number++) {
      if (next.isEmpty()) {
        next.addAll(plan.kinds());
        Collections.shuffle(next, random);
      }
      scene.senders().awaitMore(BETWEEN, GIVEN_UP);
      TimeUnit.MILLISECONDS.sleep(random.nextLong(1_000));
      somewhere(number, next.remove(0), scene);
    }
    scene.senders().awaitMore(BETWEEN, GIVEN_UP);
  }

  /** What was not as promised. */
  List<String> broken() {
    return broken;
  }

  private void somewhere(int number, NodeFault fault, Scene scene)
      throws IOException, InterruptedException {
    if (fault == NodeFault.UPGRADE) {
      SchemaGrowth.apply(stage.store(), number);
      for (int node = 0; node < scene.group().size(); node++) {
        one(number, fault, node, scene);
      }
    } else {
      one(number, fault, random.nextInt(scene.group().size()), scene);
    }
  }

  private void one(int number, NodeFault fault, int node, Scene scene)
      throws IOException, InterruptedException {
    Takeover takeover = new Takeover(scene.record(), scene.senders().log());
    boolean duties = fault.losesDuties() && takeover.had(scene.group().home(node));
    long begun = System.nanoTime();
    make(fault, node, scene);
    takeover.await(duties, GIVEN_UP);
    takeovers.computeIfAbsent(fault, it -> new ArrayList<>()).add(takeover.recorded());
    longestDuties = duties ? Math.max(longestDuties, takeover.duties()) : longestDuties;
    broken.addAll(takeover.late(fault, duties, plan.within()));
    stage.say(
        "fault %d of %d, %s%s: recorded after %.1f s%s",
        number,
        plan.faults(),
        fault.words(),
        fault == NodeFault.BROKER ? "" : " (" + (node + 1) + ")",
        takeover.recorded(),
        duties ? ", its duties taken over after %.1f s".formatted(takeover.duties()) : "");
    if (fault == NodeFault.PAUSE || fault == NodeFault.NO_STORE || fault == NodeFault.NO_BROKER) {
      TimeUnit.NANOSECONDS.sleep(PAUSED.toNanos() - (System.nanoTime() - begun));
    }
    undo(fault, node, scene);
  }

  private static void make(NodeFault fault, int node, Scene scene)
      throws IOException, InterruptedException {
    NodeGroup group = scene.group();
    switch (fault) {
      case KILL -> group.node(node).kill();
      case PAUSE -> group.node(node).pause();
      case NO_STORE -> group.toStore(node).cut();
      case NO_BROKER -> group.toBroker(node).forEach(Wire::cut);
      case BROKER -> scene.brokers().killPrimary();
      case UPGRADE -> group.node(node).terminate();
    }
  }

  private void undo(NodeFault fault, int node, Scene scene)
      throws IOException, InterruptedException {
    NodeGroup group = scene.group();
    switch (fault) {
      case UPGRADE -> {
        if (!group.node(node).waitFor(GIVEN_UP) || group.node(node).exitValue() != 0) {
          broken.add("a node did not end with code 0 on SIGTERM under load");
        }
        group.restart(node);
        group.awaitReady(node);
      }
      case KILL -> {
        group.restart(node);
        group.awaitReady(node);
      }
      case PAUSE -> group.node(node).resume();
      case NO_STORE -> group.toStore(node).mend();
      case NO_BROKER -> group.toBroker(node).forEach(Wire::mend);
      case BROKER -> scene.brokers().restartPrimary();
    }
    group
        .ended()
        .ifPresent(
            gone -> {
              throw new FaultException("a node ended by itself:\n" + gone.lastLines());
            });
  }

  /** How soon others had taken over, by fault. */
  List<String> told() {
    List<String> lines = new ArrayList<>();
    takeovers.forEach(
        (fault, seconds) -> {
          List<Double> sorted = seconds.stream().sorted().toList();
          lines.add(
              "%s, %d times: what was in hand was recorded after %.1f s (median), %.1f s (longest)"
                  .formatted(
                      fault.words(),
                      sorted.size(),
                      sorted.get(sorted.size() / 2),
                      sorted.get(sorted.size() - 1)));
        });
    if (longestDuties > 0) {
      lines.add(
          "duties of one node were another's after %.1f s (longest)".formatted(longestDuties));
    }
    return lines;
  }
}
