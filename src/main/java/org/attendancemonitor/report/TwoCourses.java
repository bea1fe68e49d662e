package org.attendancemonitor.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.attendancemonitor.equity.Course;
import org.attendancemonitor.statistics.Estimate;
import org.attendancemonitor.statistics.InterruptedSeries;
import org.attendancemonitor.statistics.Trend;

/**
 * A service over time beside another, or alone: the weeks or months that both have.
 *
 * @param weekly whether they are weeks, else months
 * @param values of the service less those of the other, oldest first
 * @param since position of the first one that begins with the change or after it
 */
record TwoCourses(boolean weekly, double[] values, int since) {

  /** Nothing where there is no chart, or where their steps are not the same. */
  static Optional<TwoCourses> of(Optional<Course> own, Optional<Course> other, LocalDate change) {
    return own.flatMap(mine -> other.flatMap(theirs -> both(mine, theirs, change)));
  }

  /** The service alone. */
  static Optional<TwoCourses> of(Optional<Course> own, LocalDate change) {
    return own.map(
        course ->
            new TwoCourses(
                course.weekly(),
                course.points().stream().mapToDouble(Course.Point::value).toArray(),
                since(course.points(), change)));
  }

  private static Optional<TwoCourses> both(Course own, Course other, LocalDate change) {
    if (own.weekly() != other.weekly()) {
      return Optional.empty();
    }
    Map<LocalDate, Course.Point> theirs =
        other.points().stream().collect(Collectors.toMap(Course.Point::first, Function.identity()));
    List<Course.Point> common = new ArrayList<>(own.points());
    common.removeIf(point -> !theirs.containsKey(point.first()));
    return Optional.of(
        new TwoCourses(
            own.weekly(),
            common.stream()
                .mapToDouble(point -> point.value() - theirs.get(point.first()).value())
                .toArray(),
            since(common, change)));
  }

  private static int since(List<Course.Point> points, LocalDate change) {
    return IntStream.range(0, points.size())
        .filter(i -> !points.get(i).first().isBefore(change))
        .findFirst()
        .orElse(points.size());
  }

  String unit() {
    return weekly ? "week" : "month";
  }

  /** How much more it rose a week or month before the change; empty below six of them. */
  Optional<Estimate> before(double confidence) {
    return Trend.of(java.util.Arrays.copyOf(values, since), confidence);
  }

  /** Step and bend at the change; empty where there are too few points on either side. */
  Optional<InterruptedSeries> atTheChange(double confidence) {
    return InterruptedSeries.of(values, since, confidence);
  }
}
