package org.attendancemonitor.simulation;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * One round of messages, taken portion by portion: each waits in the queue as a whole before any of
 * it is handed out, and only the taking is measured. So neither the sender, which has a machine of
 * its own in a hospital, nor what the broker does to take its messages in is in the figures.
 */
final class Backlog {
  private static final long STALLED_SECONDS = 300;
  private static final long LOOK_MILLIS = 1;

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
   * Runs it.
   *
   * @throws IllegalStateException where the sender fails or the service stands still
   */
  Round run(SenderProcess sending, int round, int events) throws IOException, InterruptedException {
    Path times = Files.createTempFile(plan.scratch(), "bench-times", ".bin");
    queue.hold();
    try {
      Process sender = sending.start(round, events, 0, plan.waiting(), times);
      try {
        Round taken = take(sender, events);
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

  private Round take(Process sender, int events) throws InterruptedException {
    DataOutputStream told = new DataOutputStream(sender.getOutputStream());
    long before = target.committed();
    long batches = target.batches();
    long nanos = 0;
    Spent spent = Spent.NOTHING;
    for (int done = 0; done < events; ) {
      int portion = Math.min(plan.waiting(), events - done);
      await(sender, queue::waiting, portion, "sent");
      done += portion;
      long wanted = before + done;
      Spent earlier = Spent.by(target);
      long begun = System.nanoTime();
      queue.letGo();
      await(sender, target::committed, wanted, "taken");
      nanos += System.nanoTime() - begun;
      // A wait that ends now may have begun before anything was handed out.
      spent = spent.and(Spent.by(target).since(earlier).without(BenchReport.WAIT));
      queue.hold();
      awaitEmpty(sender);
      SenderProcess.tell(told, done);
    }
    return new Round(
        events / (nanos / 1e9), 0, (double) events / (target.batches() - batches), spent);
  }

  /** The broker is told a little after the record that the last messages are done with. */
  private void awaitEmpty(Process sender) throws InterruptedException {
    await(sender, () -> -queue.waiting(), 0, "acknowledged");
  }

  private static void await(Process sender, LongSupplier grows, long wanted, String what)
      throws InterruptedException {
    long moved = System.nanoTime();
    for (long last = Long.MIN_VALUE, now; (now = grows.getAsLong()) < wanted; last = now) {
      if (now != last) {
        moved = System.nanoTime();
      }
      Thread.sleep(LOOK_MILLIS);
      if (!sender.isAlive() && sender.exitValue() != 0) {
        throw new IllegalStateException("the sender's process failed");
      }
      if (System.nanoTime() - moved > TimeUnit.SECONDS.toNanos(STALLED_SECONDS)) {
        throw new IllegalStateException("the messages of a backlog were not " + what);
      }
    }
  }
}
