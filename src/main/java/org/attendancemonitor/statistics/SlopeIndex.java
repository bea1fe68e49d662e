package org.attendancemonitor.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * The social gradient: slope index and relative index of inequality over quantiles from the most to
 * the least deprived (PHEindicatormethods, {@code phe_sii}), with limits worked out instead of
 * simulated: the slope is a weighted sum of the values, so its standard error follows from theirs,
 * and the same data give the same limits on every machine. Only for groups with an order: never for
 * ethnicity, language or disability.
 *
 * @param slope least minus most deprived, times the multiplier: with a multiplier below 0, how much
 *     higher at the most deprived end
 * @param ratio least to most deprived; with a multiplier below 0 most to least, how many times as
 *     likely; empty where the end divided by is not clearly above nothing
 * @param intercept the line at the most deprived end, times the size of the multiplier where the
 *     line was drawn on a scale
 * @param straight whether the line passes within the limits of every quantile; where it does not,
 *     show the quantiles rather than the index
 */
public record SlopeIndex(
    Estimate slope, Optional<Estimate> ratio, double intercept, boolean straight) {
  private static final int LEAST = 5;
  private static final int MOST = 100;

  /**
   * The gradient of proportions of independent trials, on their log odds.
   *
   * @param shares from the most to the least deprived, 5 to 100 of them
   * @param multiplier not 0; -1 gives how much higher a share is at the most deprived end, -100 the
   *     same in percentage points
   * @param confidence 0.9 to below 1, or the same as per cent
   * @return empty where a quantile has nobody, or none, or all
   * @throws IllegalArgumentException where a parameter is out of its range
   */
  public static Optional<SlopeIndex> of(
      List<Proportion> shares, double multiplier, double confidence) {
    if (!shares.stream().allMatch(Proportion::defined)) {
      return Optional.empty();
    }
    List<QuantileValue> quantiles = shares.stream().map(QuantileValue::of).toList();
    return of(quantiles, ValueScale.LOGIT, multiplier, confidence);
  }

  /**
   * The gradient of values with their limits, the line drawn on a scale and its ends brought back
   * from it ({@code transform = TRUE} of the package). For the limits, the line is turned about its
   * middle to the limits of its slope.
   *
   * @param quantiles from the most to the least deprived, 5 to 100 of them
   * @param scale {@link ValueScale#LOGIT} for proportions, {@link ValueScale#LOG} for rates
   * @param multiplier not 0, its sign as above
   * @param confidence 0.9 to below 1, or the same as per cent
   * @return empty where a quantile has nobody or its value or a limit no place on the scale
   * @throws IllegalArgumentException where a parameter is out of its range
   */
  public static Optional<SlopeIndex> of(
      List<QuantileValue> quantiles, ValueScale scale, double multiplier, double confidence) {
    double z = checked(quantiles, multiplier, confidence);
    if (!complete(quantiles, scale)) {
      return Optional.empty();
    }
    List<Cumulants> values = new ArrayList<>();
    for (QuantileValue each : quantiles) {
      double error = each.standardError(scale);
      values.add(new Cumulants(scale.to(each.value()), error * error, 0));
    }
    RankLine line = new RankLine(quantiles);
    Cumulants slope = line.slope(values);
    double middle = line.first(values).mean() + slope.mean() / 2;
    Ends ends = Ends.of(middle, slope.mean(), scale);
    Ends low = Ends.of(middle, slope.mean() - z * slope.error(), scale);
    Ends high = Ends.of(middle, slope.mean() + z * slope.error(), scale);
    Estimate ratio =
        multiplier > 0
            ? new Estimate(ends.ratio(), low.ratio(), high.ratio())
            : new Estimate(1 / ends.ratio(), 1 / high.ratio(), 1 / low.ratio());
    return Optional.of(
        new SlopeIndex(
            new Estimate(ends.slope(), low.slope(), high.slope()).times(multiplier),
            Optional.of(ratio),
            ends.first() * Math.abs(multiplier),
            straight(quantiles, rank -> scale.back(middle + slope.mean() * (rank - 0.5)))));
  }

  /**
   * The gradient with the line drawn through the values as they are ({@code transform = FALSE} of
   * the package).
   *
   * @param quantiles from the most to the least deprived, 5 to 100 of them
   * @param scale the scale on which the limits of the values are symmetric
   * @param multiplier not 0, its sign as above
   * @param confidence 0.9 to below 1, or the same as per cent
   * @return empty where a quantile has nobody or its value or a limit no place on the scale
   * @throws IllegalArgumentException where a parameter is out of its range
   */
  public static Optional<SlopeIndex> untransformed(
      List<QuantileValue> quantiles, ValueScale scale, double multiplier, double confidence) {
    checked(quantiles, multiplier, confidence);
    if (!complete(quantiles, scale)) {
      return Optional.empty();
    }
    double tail = (1 - Confidence.share(confidence)) / 2;
    List<Cumulants> plain = new ArrayList<>();
    List<Cumulants> spread = new ArrayList<>();
    for (QuantileValue each : quantiles) {
      plain.add(new Cumulants(each.value(), 0, 0));
      spread.add(Cumulants.of(each.value(), each.standardError(scale), scale));
    }
    RankLine line = new RankLine(quantiles);
    double first = line.first(plain).mean();
    double last = line.last(plain).mean();
    Cumulants slope = line.slope(spread);
    EndRatio ends = new EndRatio(line, spread);
    return Optional.of(
        new SlopeIndex(
            new Estimate(last - first, slope.quantile(tail), slope.quantile(1 - tail))
                .times(multiplier),
            multiplier > 0
                ? ends.lastToFirst(last / first, tail)
                : ends.firstToLast(first / last, tail),
            first,
            straight(quantiles, rank -> first + (last - first) * rank)));
  }

  private static boolean straight(List<QuantileValue> quantiles, DoubleUnaryOperator atRank) {
    RankLine line = new RankLine(quantiles);
    return IntStream.range(0, quantiles.size())
        .allMatch(i -> quantiles.get(i).covers(atRank.applyAsDouble(line.rank(i))));
  }

  private static double checked(
      List<QuantileValue> quantiles, double multiplier, double confidence) {
    if (quantiles.size() < LEAST || quantiles.size() > MOST) {
      throw new IllegalArgumentException("quantiles: expected 5 to 100, found " + quantiles.size());
    }
    if (multiplier == 0 || !Double.isFinite(multiplier)) {
      throw new IllegalArgumentException("multiplier: expected other than 0, found " + multiplier);
    }
    return Confidence.z(confidence);
  }

  private static boolean complete(List<QuantileValue> quantiles, ValueScale scale) {
    return quantiles.stream()
        .allMatch(
            each ->
                each.population() > 0
                    && Double.isFinite(scale.to(each.value()))
                    && Double.isFinite(each.standardError(scale)));
  }

  /** Where a line on a scale begins and ends, back from the scale. */
  private record Ends(double first, double last) {
    static Ends of(double middle, double slope, ValueScale scale) {
      return new Ends(scale.back(middle - slope / 2), scale.back(middle + slope / 2));
    }

    double slope() {
      return last - first;
    }

    double ratio() {
      return last / first;
    }
  }
}
