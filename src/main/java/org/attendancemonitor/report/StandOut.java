package org.attendancemonitor.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.attendancemonitor.statistics.FalseDiscovery;

/** Groups that are compared with the rest, and those that stand out although they are many. */
final class StandOut {
  private final double rate;
  private final List<String> names = new ArrayList<>();
  private final List<Double> pValues = new ArrayList<>();
  private final List<Boolean> certain = new ArrayList<>();

  /**
   * @param rate of false discoveries among those that stand out
   */
  StandOut(double rate) {
    this.rate = rate;
  }

  /**
   * One more group, with the p-value of its comparison.
   *
   * @param apart whether its own limits leave out no difference: a rate of 10 % would name some
   *     whose limits hold it, and beside those limits that reads as a contradiction
   */
  void add(String name, double pValue, boolean apart) {
    names.add(name);
    pValues.add(pValue);
    certain.add(apart);
  }

  /** What may be said of them; nothing where none is compared. */
  String sentence() {
    if (names.isEmpty()) {
      return "";
    }
    double[] adjusted =
        FalseDiscovery.adjusted(pValues.stream().mapToDouble(Double::doubleValue).toArray());
    List<String> found =
        IntStream.range(0, adjusted.length)
            .filter(i -> adjusted[i] <= rate && certain.get(i))
            .mapToObj(names::get)
            .toList();
    return "Allowing for %s (false discovery rate %s), %s."
        .formatted(
            names.size() == 1 ? "one test" : names.size() + " tests",
            Wording.number(100 * rate, 1) + "%",
            found.isEmpty()
                ? "none stands out"
                : Wording.list(found) + (found.size() == 1 ? " stands out" : " stand out"));
  }
}
