package org.attendancemonitor.simulation;

import java.io.IOException;
import java.time.Clock;

/**
 * How long live events take from send to commit, at a steady rate that the service keeps up with.
 */
public final class LiveLatency {
  private final SenderProcess sending;
  private int round;

  /**
   * @param plan what is sent, and by which command
   * @param target a running service
   */
  public LiveLatency(BenchPlan plan, Target target, Clock clock) {
    this.sending = new SenderProcess(plan, target, clock);
  }

  /**
   * Milliseconds from send to commit.
   *
   * @param p50 median
   * @param p99 99th percentile
   */
  public record Latency(double p50, double p99) {}

  /**
   * Sends other events than any round before.
   *
   * @throws IllegalStateException where the sender fails or the service stands still
   */
  public Latency measure(int events, double perSecond) throws IOException, InterruptedException {
    return measure(events, perSecond, () -> {});
  }

  /**
   * As {@link #measure(int, double)}, with something else going on beside it.
   *
   * @param beside begins it; called when the sender is warm, after a tenth of the events
   */
  public Latency measure(int events, double perSecond, Runnable beside)
      throws IOException, InterruptedException {
    Delivery delivery = sending.run(++round, events, perSecond, beside);
    return new Latency(delivery.p50(), delivery.p99());
  }
}
