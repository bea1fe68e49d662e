package org.attendancemonitor;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.attendancemonitor.simulation.Bench;

/** Sends the same events to several contenders in turn, and tells what each round cost. */
final class PeersBench {
  private final List<Contender> contenders;
  private final PrintWriter out;

  /**
   * What was found about one contender, medians of the rounds.
   *
   * @param name for people
   * @param perSecond events
   * @param processor seconds of processor time for 1,000 events; NaN where it is not known
   * @param written bytes for an event; NaN where it is not known
   * @param sent events of all rounds, the warm-up included
   * @param kept of them, or more
   */
  record Found(
      String name, double perSecond, double processor, double written, long sent, long kept) {}

  private record Round(double perSecond, ProcessCost cost) {}

  /**
   * @param contenders which run, and have kept nothing
   * @param out is told each step
   */
  PeersBench(List<Contender> contenders, PrintWriter out) {
    this.contenders = List.copyOf(contenders);
    this.out = out;
  }

  /**
   * Runs it.
   *
   * @param rounds of each
   * @param events of a round; a fifth as many go before
   * @throws IllegalStateException where one stands still
   */
  List<Found> run(int rounds, int events) throws IOException, InterruptedException {
    int warmUp = Math.max(1, events / 5);
    List<List<Round>> all = new ArrayList<>();
    for (Contender contender : contenders) {
      contender.round(rounds, warmUp);
      all.add(new ArrayList<>());
    }
    for (int round = 0; round < rounds; round++) {
      for (int turn = 0; turn < contenders.size(); turn++) {
        // Each begins a round once: what one leaves for the disk to do falls on another each time.
        int which = (turn + round) % contenders.size();
        Round done = round(contenders.get(which), round, events);
        all.get(which).add(done);
        out.printf(
            "round %d, %s: %,.0f events/s%n",
            round + 1, contenders.get(which).name(), done.perSecond());
        out.flush();
      }
    }
    List<Found> found = new ArrayList<>();
    for (int i = 0; i < contenders.size(); i++) {
      long sent = (long) rounds * events + warmUp;
      found.add(found(contenders.get(i), all.get(i), events, sent));
    }
    return found;
  }

  private static Round round(Contender contender, int round, int events)
      throws IOException, InterruptedException {
    ProcessCost before = contender.cost();
    double perSecond = contender.round(round, events);
    return new Round(perSecond, contender.cost().since(before));
  }

  private static Found found(Contender contender, List<Round> rounds, int events, long sent)
      throws IOException {
    return new Found(
        contender.name(),
        Bench.median(rounds.stream().map(Round::perSecond).toList()),
        Bench.median(
            rounds.stream().map(it -> it.cost().processorSeconds() / events * 1_000).toList()),
        Bench.median(rounds.stream().map(it -> it.cost().bytesWritten() / events).toList()),
        sent,
        contender.kept());
  }
}
