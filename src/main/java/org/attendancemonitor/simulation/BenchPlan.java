package org.attendancemonitor.simulation;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What a benchmark measures.
 *
 * @param trust patients, seed and areas of the workload
 * @param areas the file the areas were read from: the sender's process reads it again
 * @param events messages of one round of end to end
 * @param rounds of each measurement, alternating; at least 3
 * @param batch facts in one transaction of the bare store
 * @param waiting messages that may wait in the queue at the most; 0: all of a round, which is then
 *     a backlog that the broker keeps in files
 * @param now nothing in the workload is dated after it
 * @param scratch folder for stores of the bare measurement, on the disk of the data folder
 * @param sender command of the sender's process, without its arguments
 */
public record BenchPlan(
    TrustPlan trust,
    Path areas,
    int events,
    int rounds,
    int batch,
    int waiting,
    Instant now,
    Path scratch,
    List<String> sender) {

  public BenchPlan {
    sender = List.copyOf(sender);
    if (rounds < 3) {
      throw new IllegalArgumentException("rounds: expected at least 3, found " + rounds);
    }
    if (events < 1_000) {
      throw new IllegalArgumentException("events: expected at least 1000, found " + events);
    }
    if (waiting != 0 && waiting < 1_000) {
      throw new IllegalArgumentException("waiting: expected 0 or at least 1000, found " + waiting);
    }
  }

  /** Messages of one round of the parts that run alone. */
  int sample() {
    return Math.min(events, 10_000);
  }

  /**
   * How often the sample is parsed in a round: at least a quarter of the round's messages, so that
   * a moment in which the machine gives less is no more than a part of the figure, as it is of the
   * whole way's.
   */
  int passes() {
    return (events / 4 + sample() - 1) / sample();
  }
}
