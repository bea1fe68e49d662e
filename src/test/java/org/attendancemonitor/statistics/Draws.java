package org.attendancemonitor.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Tallies drawn from a truth that is known, the same for a seed every time. */
final class Draws {
  private static final int SEEDS = 200;
  private static final int RECORDS_BEGIN = 300;
  private static final int CENSUS = 700;

  private final SplittableRandom random;

  Draws(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Does the same with 200 seeds, so many times with each. */
  static void everySeed(int times, Consumer<Draws> simulation) {
    for (int seed = 0; seed < SEEDS; seed++) {
      Draws draws = new Draws(seed);
      for (int i = 0; i < times; i++) {
        simulation.accept(draws);
      }
    }
  }

  double between(double low, double high) {
    return low + random.nextDouble() * (high - low);
  }

  int whole(int low, int high) {
    return random.nextInt(low, high + 1);
  }

  int[] wholes(int size, int low, int high) {
    return IntStream.range(0, size).map(i -> whole(low, high)).toArray();
  }

  boolean happens(double probability) {
    return random.nextDouble() < probability;
  }

  double normal() {
    return Confidence.NORMAL.inverseCumulativeProbability(1 - random.nextDouble());
  }

  Proportion proportion(int n, double p) {
    int x = 0;
    for (int i = 0; i < n; i++) {
      x += random.nextDouble() < p ? 1 : 0;
    }
    return new Proportion(x, n);
  }

  /** A share each week, out of so many appointments. */
  double[] series(int points, int n, double p) {
    double[] series = new double[points];
    Arrays.setAll(series, i -> proportion(n, p).value());
    return series;
  }

  /** Patients with 1 to 12 appointments each, some prone to miss 40 per cent and the others 5. */
  Clusters patients(int patients, double prone) {
    Clusters clusters = new Clusters();
    for (int i = 0; i < patients; i++) {
      int due = whole(1, 12);
      clusters.add(proportion(due, happens(prone) ? 0.40 : 0.05).x(), due);
    }
    return clusters;
  }

  /** Days until something that happens to this share of those left each day. */
  int days(double daily) {
    return (int) Math.floor(Math.log(1 - random.nextDouble()) / Math.log1p(-daily)) + 1;
  }

  int[] days(int size, double daily) {
    return IntStream.range(0, size).map(i -> days(daily)).toArray();
  }

  /**
   * Waits of people referred over 700 days of which the last 400 are on record, each day ended by
   * this share being seen and this share being removed.
   */
  List<Wait> list(int size, double seenDaily, double removedDaily) {
    List<Wait> list = new ArrayList<>();
    while (list.size() < size) {
      int referred = whole(0, CENSUS - 1);
      int from = Math.max(0, RECORDS_BEGIN - referred);
      int seen = days(seenDaily);
      int removed = days(removedDaily);
      int ended = Math.min(seen, removed);
      int most = CENSUS - referred;
      if (ended > from) {
        WaitEnd end = seen <= removed ? WaitEnd.SEEN : WaitEnd.REMOVED;
        list.add(ended > most ? new Wait(from, most, WaitEnd.WAITING) : new Wait(from, ended, end));
      }
    }
    return list;
  }
}
