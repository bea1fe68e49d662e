package org.attendancemonitor.equity;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.attendancemonitor.statistics.ProcessLimits;
import org.attendancemonitor.statistics.Signal;

/**
 * A measure of a service over time, with what is usual for it.
 *
 * @param measure as in the metrics' labels
 * @param points one a week or month, the oldest first; never empty
 * @param stretches of points that share a mean and limits, the oldest first
 */
public record Course(String measure, List<Point> points, List<Stretch> stretches) {

  public Course {
    points = List.copyOf(points);
    stretches = List.copyOf(stretches);
  }

  /**
   * The value of a week or month.
   *
   * @param first its first day
   * @param last its last day
   * @param value 0 to 1, a difference -1 to 1
   * @param signals every rule that marks it
   */
  public record Point(LocalDate first, LocalDate last, double value, Set<Signal> signals) {}

  /**
   * Points that are judged together.
   *
   * @param first day of the first
   * @param last day of the last
   * @param points how many
   * @param mean of them
   * @param limits natural process limits; empty where nothing ever changes
   * @param begins the known change it begins with; empty for the first
   */
  public record Stretch(
      LocalDate first,
      LocalDate last,
      int points,
      double mean,
      Optional<ProcessLimits> limits,
      Optional<Change> begins) {}

  /**
   * A known change from which on the chart is judged anew.
   *
   * @param day it happened
   * @param reason what changed
   * @param decidedBy who decided that the chart begins anew
   */
  public record Change(LocalDate day, String reason, String decidedBy) {}

  /** The newest point. */
  public Point newest() {
    return points.get(points.size() - 1);
  }

  /** Whether its points are weeks, else months. */
  public boolean weekly() {
    return newest().first().plusDays(6).equals(newest().last());
  }
}
