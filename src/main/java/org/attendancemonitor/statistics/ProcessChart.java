package org.attendancemonitor.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * XmR chart of individual values with the rules of NHS England's Making Data Count
 * (NHSRplotthedots): equally spaced points, one value each. A change of level on the mean or on a
 * limit is told with a tolerance of 1e-9, so that the same data are judged alike everywhere.
 *
 * @param points in order of time
 */
public record ProcessChart(List<ProcessPoint> points) {

  /**
   * How limits are worked out.
   *
   * @param screenOutliers whether moving ranges beyond their own limit are left out of their
   *     average, once (the R package's way; the NHS spreadsheets do not)
   * @param baseline how many points of each segment the mean and the limits are worked out from;
   *     empty for all
   * @param unit what the values are rounded to, 0 where they are as they are. Rounding makes points
   *     alike that are not: where it is coarse beside what is usual, moving ranges are 0 too often,
   *     limits too narrow and every point of the usual value on one side of the mean (Wheeler calls
   *     such data chunky). So the average moving range is taken to be at least 0.4 units, by which
   *     a value one unit from the mean is within the limits, and a value within half a unit of the
   *     mean is on it.
   */
  public record Method(boolean screenOutliers, OptionalInt baseline, double unit) {
    /** All points, moving ranges screened, values as they are. */
    public static final Method SCREENED = new Method(true, OptionalInt.empty(), 0);

    /**
     * @throws IllegalArgumentException where the baseline has fewer than two points or the unit is
     *     negative
     */
    public Method {
      if (baseline.isPresent() && baseline.getAsInt() < 2) {
        throw new IllegalArgumentException(
            "baseline: expected 2 points or more, found " + baseline.getAsInt());
      }
      if (!(unit >= 0 && unit < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("unit: expected 0 or more, found " + unit);
      }
    }

    /** The same for values that are rounded to a unit. */
    public Method roundedTo(double newUnit) {
      return new Method(screenOutliers, baseline, newUnit);
    }
  }

  /** The points are kept in an unchangeable list. */
  public ProcessChart {
    points = List.copyOf(points);
  }

  /**
   * The chart of these values. Mean, limits and rules start anew with each segment; a new one is
   * for a known, dated change whose shift is seen and whose new level is stable, recorded with who
   * and why, never automatic.
   *
   * @param values one for each period, in order of time, none left out
   * @param method how limits are worked out
   * @param starts positions, from 0, at which a new segment starts; the first point always does
   * @throws IllegalArgumentException where a value is no number or a start outside the series
   */
  public static ProcessChart of(double[] values, Method method, int... starts) {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("values: expected finite numbers, found " + value);
      }
    }
    List<ProcessPoint> points = new ArrayList<>();
    int from = 0;
    for (int until : ends(values.length, starts)) {
      double[] segment = Arrays.copyOfRange(values, from, until);
      points.addAll(new ProcessSegment(segment, method).points());
      from = until;
    }
    return new ProcessChart(points);
  }

  private static SortedSet<Integer> ends(int length, int... starts) {
    SortedSet<Integer> ends = new TreeSet<>();
    for (int start : starts) {
      if (start < 0 || start >= length) {
        throw new IllegalArgumentException(
            "starts: expected 0 to " + (length - 1) + ", found " + start);
      }
      ends.add(start);
    }
    ends.remove(0);
    if (length > 0) {
      ends.add(length);
    }
    return ends;
  }

  /**
   * Whether the process, by the limits of its last segment, meets a target.
   *
   * @return empty where there are no limits, or neither way is better
   */
  public Optional<Assurance> assurance(double target, Improvement better) {
    if (points.isEmpty() || better == Improvement.NEUTRAL) {
      return Optional.empty();
    }
    return points.get(points.size() - 1).limits().map(limits -> assurance(limits, target, better));
  }

  private static Assurance assurance(ProcessLimits limits, double target, Improvement better) {
    if (limits.lower() <= target && target <= limits.upper()) {
      return Assurance.INCONSISTENT;
    }
    boolean allBelow = target > limits.upper();
    return allBelow == (better == Improvement.DECREASE)
        ? Assurance.CONSISTENT_PASS
        : Assurance.CONSISTENT_FAIL;
  }
}
