package org.attendancemonitor.simulation;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One round of sending in a process of its own, watched until the last message is committed. */
final class SenderProcess {
  /** Name of the environment variable that carries the broker's password to the sender. */
  static final String PASSWORD = "ATTENDANCE_BENCH_PASSWORD";

  private static final long STALLED_SECONDS = 120;

  private final BenchPlan plan;
  private final Target target;
  private final Clock clock;

  SenderProcess(BenchPlan plan, Target target, Clock clock) {
    this.plan = plan;
    this.target = target;
    this.clock = clock;
  }

  /** Sends one round, with nothing beside it. */
  Delivery run(int round, int events, double perSecond) throws IOException, InterruptedException {
    return run(round, events, perSecond, () -> {});
  }

  /**
   * Sends one round.
   *
   * @param perSecond 0 for as fast as it goes
   * @param warm run once a tenth of them is committed
   * @throws IllegalStateException where the sender fails or the service stands still
   */
  Delivery run(int round, int events, double perSecond, Runnable warm)
      throws IOException, InterruptedException {
    Path times = Files.createTempFile("bench-times", ".bin");
    try {
      long committed = target.committed();
      long batches = target.batches();
      Process sender = start(round, events, perSecond, times);
      long[] commits = watch(sender, committed, events, warm);
      if (!sender.waitFor(STALLED_SECONDS, TimeUnit.SECONDS) || sender.exitValue() != 0) {
        sender.destroy();
        throw new IllegalStateException("the sender's process failed");
      }
      return Delivery.of(times(times, events), commits, target.batches() - batches);
    } finally {
      Files.deleteIfExists(times);
    }
  }

  private Process start(int round, int events, double perSecond, Path times) throws IOException {
    List<String> command = new ArrayList<>(plan.sender());
    command.add("--broker=" + target.brokerUrl());
    command.add("--user=" + target.user());
    command.add("--patients=" + plan.trust().patients());
    command.add("--seed=" + plan.trust().seed());
    command.add("--areas=" + plan.areas());
    command.add("--round=" + round);
    command.add("--events=" + events);
    command.add("--rate=" + perSecond);
    command.add("--now=" + plan.now());
    command.add("--times=" + times);
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().put(PASSWORD, target.password());
    return builder.start();
  }

  /** For each message in the order of commits, when it was seen to be committed, in micros. */
  private long[] watch(Process sender, long before, int events, Runnable warm)
      throws InterruptedException {
    boolean told = false;
    long[] commits = new long[events];
    int known = 0;
    long moved = System.nanoTime();
    while (known < events) {
      LockSupport.parkNanos(500_000);
      int now = (int) Math.min(events, target.committed() - before);
      long at = BenchSender.micros(clock.instant());
      if (now > known) {
        moved = System.nanoTime();
      }
      while (known < now) {
        commits[known++] = at;
      }
      if (!told && known >= events / 10) {
        told = true;
        warm.run();
      }
      boolean dead = !sender.isAlive() && sender.exitValue() != 0;
      if (dead || System.nanoTime() - moved > TimeUnit.SECONDS.toNanos(STALLED_SECONDS)) {
        sender.destroy();
        throw new IllegalStateException(
            "only " + known + " of " + events + " messages were committed");
      }
    }
    return commits;
  }

  private static long[] times(Path file, int events) throws IOException {
    long[] times = new long[events];
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      for (int i = 0; i < events; i++) {
        times[i] = in.readLong();
      }
    }
    return times;
  }
}
