package org.attendancemonitor.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The processor time of a message on several nodes and on one, measured by turns: what else the
 * machine does meanwhile, and its pace, meets both alike.
 *
 * @param many microseconds a message, of all nodes together, round by round
 * @param one the same for the single node
 */
record ProcessorTimes(List<Double> many, List<Double> one) {

  /**
   * Tells both sides the same, first to warm up and then round by round; who begins a round changes
   * with each.
   *
   * @param warm appointments before the first round
   * @param all appointments with those of all rounds
   */
  static ProcessorTimes by(Stage stage, NodeSide many, NodeSide one, int warm, int all, int rounds)
      throws InterruptedException {
    for (NodeSide side : List.of(many, one)) {
      side.sendApart(NodesTrial.BULK, 0, warm);
      side.awaitDone();
    }
    List<Double> ofMany = new ArrayList<>();
    List<Double> ofOne = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      int from = warm + (int) ((long) (all - warm) * round / rounds);
      int to = warm + (int) ((long) (all - warm) * (round + 1) / rounds);
      boolean manyFirst = round % 2 == 0;
      if (manyFirst) {
        ofMany.add(used(many, from, to));
      }
      ofOne.add(used(one, from, to));
      if (!manyFirst) {
        ofMany.add(used(many, from, to));
      }
      stage.say(
          "round %d: processor time of a message %.0f us on %d nodes, %.0f us on one: ratio %.2f",
          round + 1,
          ofMany.get(round),
          many.group().size(),
          ofOne.get(round),
          ofMany.get(round) / ofOne.get(round));
    }
    return new ProcessorTimes(ofMany, ofOne);
  }

  /**
   * Until the last message is kept, and all tasks and flags sent that follow: several nodes send
   * more of them at a time than one, and would be charged for it. Counting the days that it changed
   * is left out: it goes by time, at most a tenth of it, and would be waited for while nodes do
   * nothing.
   */
  private static double used(NodeSide side, int from, int to) throws InterruptedException {
    Duration before = side.group().processorTime();
    int messages = side.sendApart(NodesTrial.BULK, from, to);
    side.awaitTold();
    return side.group().processorTime().minus(before).toNanos() / 1e3 / messages;
  }

  /** The median of the rounds' ratios, several nodes to one. */
  double ratio() {
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < many.size(); round++) {
      ratios.add(many.get(round) / one.get(round));
    }
    return Drift.median(ratios);
  }
}
