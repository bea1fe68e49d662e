package org.attendancemonitor.simulation;

import java.io.IOException;
import java.time.Clock;

/** How many events a second something takes that is sent to by a queue, as fast as it goes. */
public final class FullSpeed {
  private final SenderProcess sending;

  /**
   * @param plan what is sent, and by which command
   * @param target what takes it
   * @param clock of this machine
   */
  public FullSpeed(BenchPlan plan, Target target, Clock clock) {
    this.sending = new SenderProcess(plan, target, clock);
  }

  /**
   * Sends one round of {@link Workload}.
   *
   * @param round from 0; equal rounds are equal events
   * @return events a second, from the first send to the last commit
   * @throws IllegalStateException where the sender fails or the target stands still
   */
  public double measure(int round, int events) throws IOException, InterruptedException {
    return sending.run(round, events, 0).perSecond();
  }
}
