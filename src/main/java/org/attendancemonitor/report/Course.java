package org.attendancemonitor.report;

import java.time.LocalDate;
import java.util.List;

/**
 * A measure of a service over time, with what is usual for it.
 *
 * @param measure as in the metrics' labels
 * @param points one a week or month, the oldest first
 * @param stretches of points that share a mean and limits, the oldest first
 */
record Course(String measure, List<Point> points, List<Stretch> stretches) {

  Course {
    points = List.copyOf(points);
    stretches = List.copyOf(stretches);
  }

  /**
   * The value of a week or month.
   *
   * @param first its first day
   * @param last its last day
   * @param value 0 to 1, a difference -1 to 1
   * @param signals rules that mark it
   */
  record Point(LocalDate first, LocalDate last, double value, List<String> signals) {
    Point {
      signals = List.copyOf(signals);
    }
  }

  /**
   * Points that are judged together.
   *
   * @param first day of the first
   * @param last day of the last
   * @param points how many
   * @param mean of them
   * @param lower natural process limit
   * @param upper natural process limit
   * @param reason why it begins, or empty for the first
   */
  record Stretch(
      LocalDate first,
      LocalDate last,
      int points,
      double mean,
      double lower,
      double upper,
      String reason) {}

  /** Whether its points are weeks, else months. */
  boolean weekly() {
    Point newest = points.get(points.size() - 1);
    return newest.first().plusDays(6).equals(newest.last());
  }
}
