package org.attendancemonitor.simulation;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * One round of messages, taken portion by portion: each waits in the queue as a whole before any of
 * it is handed out, and only the taking is measured. So neither the sender, which has a machine of
 * its own in a hospital, nor what the broker does to take its messages in is in the figures.
 */
final class Backlog {
  private static final long STALLED_SECONDS = 300;
  private static final long LOOK_NANOS = 500_000;

  private final BenchPlan plan;
  private final Target target;
  private final HeldQueue queue;

  /**
   * Rounds of portions as large as what may wait by the plan.
   *
   * @param plan what may wait is a multiple of the sender's transaction
   */
  Backlog(BenchPlan plan, Target target, HeldQueue queue) {
    this.plan = plan;
    this.target = target;
    this.queue = queue;
  }

  /**
   * What it came to.
   *
   * @param perSecond messages a second, from the moment a portion is handed out to its last commit
   * @param offered messages a second that the sender sent beside it; 0 where it did not
   * @param batch mean number of messages in a transaction of the service
   * @param spent meanwhile
   */
  record Taken(double perSecond, double offered, double batch, Spent spent) {}

  /**
   * Runs it.
   *
   * @throws IllegalStateException where the sender fails or the service stands still
   */
  Taken run(SenderProcess sending, int round, int events) throws IOException, InterruptedException {
    Path times = Files.createTempFile(plan.scratch(), "bench-times", ".bin");
    queue.hold();
    try {
      Process sender = sending.start(round, events, 0, plan.waiting(), times);
      try {
        Taken taken = take(sender, events);
        if (!sender.waitFor(STALLED_SECONDS, TimeUnit.SECONDS) || sender.exitValue() != 0) {
          throw new IllegalStateException("the sender's process failed");
        }
        return taken;
      } finally {
        sender.destroy();
      }
    } finally {
      queue.letGo();
      Files.deleteIfExists(times);
    }
  }

  private Taken take(Process sender, int events) {
    DataOutputStream told = new DataOutputStream(sender.getOutputStream());
    long before = target.committed();
    long batches = target.batches();
    long nanos = 0;
    Spent spent = Spent.NOTHING;
    for (int done = 0; done < events; ) {
      int portion = Math.min(plan.waiting(), events - done);
      await(sender, () -> queue.waiting() >= portion);
      done += portion;
      long wanted = before + done;
      Spent earlier = Spent.by(target);
      long begun = System.nanoTime();
      queue.letGo();
      await(sender, () -> target.committed() >= wanted);
      nanos += System.nanoTime() - begun;
      spent = spent.and(Spent.by(target).since(earlier));
      queue.hold();
      // The broker is told a little after the record that the last of them are done with.
      await(sender, () -> queue.waiting() == 0);
      SenderProcess.tell(told, done);
    }
    return new Taken(
        events / (nanos / 1e9), 0, (double) events / (target.batches() - batches), spent);
  }

  private static void await(Process sender, BooleanSupplier until) {
    long begun = System.nanoTime();
    while (!until.getAsBoolean()) {
      LockSupport.parkNanos(LOOK_NANOS);
      boolean dead = !sender.isAlive() && sender.exitValue() != 0;
      if (dead || System.nanoTime() - begun > TimeUnit.SECONDS.toNanos(STALLED_SECONDS)) {
        throw new IllegalStateException(
            dead ? "the sender's process failed" : "the messages of a backlog were not taken");
      }
    }
  }
}
