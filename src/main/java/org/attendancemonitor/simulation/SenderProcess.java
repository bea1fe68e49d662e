package org.attendancemonitor.simulation;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
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

  /** Making up a million events takes a minute or two. */
  private static final long STALLED_SECONDS = 300;

  /** How often it is looked at what is committed: what is seen late counts as late. */
  private static final long LATENCY_NANOS = 500_000;

  private static final long RATE_NANOS = 4_000_000;

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
    Path times = Files.createTempFile(plan.scratch(), "bench-times", ".bin");
    try {
      long committed = target.committed();
      long batches = target.batches();
      Process sender = start(round, events, perSecond, waiting(perSecond), times);
      long[] commits = watch(sender, committed, events, warm, waiting(perSecond) > 0);
      if (!sender.waitFor(STALLED_SECONDS, TimeUnit.SECONDS) || sender.exitValue() != 0) {
        sender.destroy();
        throw new IllegalStateException("the sender's process failed");
      }
      return Delivery.of(times(times, events), commits, target.batches() - batches);
    } finally {
      Files.deleteIfExists(times);
    }
  }

  Process start(int round, int events, double perSecond, int waiting, Path times)
      throws IOException {
    List<String> command = new ArrayList<>(plan.sender());
    command.add("--broker=" + target.brokerUrl());
    command.add("--user=" + target.user());
    command.add("--patients=" + plan.trust().patients());
    command.add("--seed=" + plan.trust().seed());
    command.add("--areas=" + plan.areas());
    command.add("--round=" + round);
    command.add("--events=" + events);
    command.add("--rate=" + perSecond);
    command.add("--waiting=" + waiting);
    command.add("--now=" + plan.now());
    command.add("--times=" + times);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put(PASSWORD, target.password());
    return builder.start();
  }

  /** At a pace the service has to keep up whatever waits. */
  private int waiting(double perSecond) {
    return perSecond > 0 ? 0 : plan.waiting();
  }

  /** Tells a sender that waits for room; one that has sent everything does not listen any more. */
  static void tell(DataOutputStream sender, long recorded) {
    try {
      sender.writeLong(recorded);
      sender.flush();
    } catch (IOException gone) {
      // That it has ended, and how, is seen by its exit code.
    }
  }

  /** For each message in the order of commits, when it was seen to be committed, in micros. */
  private long[] watch(Process sender, long before, int events, Runnable warm, boolean limited)
      throws InterruptedException {
    DataOutputStream input = new DataOutputStream(sender.getOutputStream());
    boolean told = false;
    long[] commits = new long[events];
    int known = 0;
    long moved = System.nanoTime();
    while (known < events) {
      LockSupport.parkNanos(limited ? RATE_NANOS : LATENCY_NANOS);
      int now = (int) Math.min(events, target.committed() - before);
      long at = BenchSender.micros(clock.instant());
      if (now > known) {
        moved = System.nanoTime();
        if (limited) {
          tell(input, now);
        }
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
