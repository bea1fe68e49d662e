package org.attendancemonitor.equity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.attendancemonitor.statistics.Stratum;

/**
 * What a group counts by age and sex.
 *
 * @param due attended and missed by stratum
 * @param missed by stratum
 * @param squared over the patients of a stratum, the sum of the squares of what each missed
 */
record StratumCounts(long[] due, long[] missed, long[] squared) {

  StratumCounts() {
    this(new long[AgeSex.STRATA], new long[AgeSex.STRATA], new long[AgeSex.STRATA]);
  }

  /** Everybody's whose age and sex are known. */
  long known() {
    return Arrays.stream(due).sum();
  }

  /**
   * The strata with their weights. A group has nobody in some: a band without one of the sexes
   * counts both together, one without either goes with the next older that has anybody, the oldest
   * ones with the next younger. So every weight counts, and none twice.
   *
   * @param weights by stratum
   */
  List<Stratum> weighted(double[] weights) {
    double[] carried = carried(weights);
    List<Stratum> strata = new ArrayList<>();
    for (int woman = 0; woman < AgeSex.STRATA; woman += 2) {
      int man = woman + 1;
      if (due[woman] > 0 && due[man] > 0) {
        strata.add(stratum(carried[woman], woman, woman));
        strata.add(stratum(carried[man], man, man));
      } else if (due[woman] + due[man] > 0) {
        strata.add(stratum(carried[woman] + carried[man], woman, man));
      }
    }
    return strata;
  }

  private Stratum stratum(double weight, int first, int last) {
    return new Stratum(
        weight, sum(due, first, last), sum(missed, first, last), sum(squared, first, last));
  }

  private static long sum(long[] values, int first, int last) {
    return first == last ? values[first] : values[first] + values[last];
  }

  /** The weights of bands without anybody, moved on. */
  private double[] carried(double[] weights) {
    double[] carried = new double[AgeSex.STRATA];
    double[] waiting = new double[2];
    int last = AgeSex.NONE;
    for (int woman = 0; woman < AgeSex.STRATA; woman += 2) {
      waiting[0] += weights[woman];
      waiting[1] += weights[woman + 1];
      if (due[woman] + due[woman + 1] > 0) {
        carried[woman] = waiting[0];
        carried[woman + 1] = waiting[1];
        Arrays.fill(waiting, 0);
        last = woman;
      }
    }
    if (last != AgeSex.NONE) {
      carried[last] += waiting[0];
      carried[last + 1] += waiting[1];
    }
    return carried;
  }
}
