package org.attendancemonitor.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.attendancemonitor.statistics.Proportion;
import org.attendancemonitor.statistics.SlopeIndex;

/** The line of the slope index, to be drawn through the shares it was worked out from. */
final class FittedLine {
  private FittedLine() {}

  /**
   * Where it stands at the middle of each fifth; it is straight on the log odds.
   *
   * @param shares from the most to the least deprived
   * @param confidence of the index
   * @return nothing where there is no index
   */
  static List<Double> through(List<Proportion> shares, double confidence) {
    Optional<SlopeIndex> index = SlopeIndex.of(shares, -1, confidence);
    if (index.isEmpty()) {
      return List.of();
    }
    double first = logOdds(index.get().intercept());
    double last = logOdds(index.get().intercept() - index.get().slope().value());
    double all = shares.stream().mapToLong(Proportion::n).sum();
    List<Double> fitted = new ArrayList<>();
    double before = 0;
    for (Proportion share : shares) {
      double middle = (before + share.n() / 2.0) / all;
      before += share.n();
      fitted.add(1 / (1 + Math.exp(-(first + middle * (last - first)))));
    }
    return fitted;
  }

  private static double logOdds(double share) {
    return Math.log(share / (1 - share));
  }
}
