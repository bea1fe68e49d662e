package org.attendancemonitor.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Medians drawn directly, against drawing every wait of every resample. */
class ResampledMedianTest {
  private static final int RESAMPLES = 200_000;

  @Test
  void mediansAreAsOftenWhatTheyWouldBeIfEveryWaitWasDrawn() {
    alike(3, 9, 11, 30, 31, 31, 70);
    alike(3, 9, 11, 30, 31, 31, 70, 200);
    alike(5, 80);
    alike(4);
    alike(new Random(9).ints(101, 0, 400).sorted().toArray());
    alike(new Random(9).ints(100, 0, 400).sorted().toArray());
  }

  /** The share of medians up to each value; 0.005 is four standard errors. */
  private static void alike(int... days) {
    Random random = new Random(20261122);
    ResampledMedian direct = ResampledMedian.of(days, random);
    TreeMap<Double, Integer> found = new TreeMap<>();
    TreeMap<Double, Integer> wanted = new TreeMap<>();
    for (int i = 0; i < RESAMPLES; i++) {
      found.merge(direct.next(), 1, Integer::sum);
      wanted.merge(
          median(random.ints(days.length, 0, days.length).map(at -> days[at]).toArray()),
          1,
          Integer::sum);
    }
    wanted
        .keySet()
        .forEach(
            value ->
                assertThat(upTo(found, value))
                    .as("up to %s of %s", value, Arrays.toString(days))
                    .isCloseTo(upTo(wanted, value), within(0.005)));
  }

  private static double upTo(TreeMap<Double, Integer> times, double value) {
    return times.headMap(value, true).values().stream().mapToInt(n -> n).sum() / (double) RESAMPLES;
  }

  private static double median(int[] days) {
    int[] sorted = days.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0;
  }
}
