package org.attendancemonitor.report;

import static org.attendancemonitor.report.Wording.percent;

import java.util.ArrayList;
import java.util.List;
import org.attendancemonitor.equity.Course;
import org.attendancemonitor.statistics.Signal;

/** What may be said of a measure over time, word by word. */
final class CourseSentences {

  /** Below so many points, limits are on trial. */
  static final int FEW = 13;

  private CourseSentences() {}

  /** Where a measure stands in its chart over time. */
  static String newest(Course course) {
    Course.Point newest = course.newest();
    Course.Stretch stretch = course.stretches().get(course.stretches().size() - 1);
    return "In the newest %s, to %s, it was %s. %s"
        .formatted(
            course.weekly() ? "week" : "month",
            Wording.day(newest.last()),
            percent(newest.value()),
            stretch.points() < FEW
                ? "Whether that is usual cannot be said yet: %s so far, of %d that it takes."
                    .formatted(count(stretch.points(), course.weekly() ? "week" : "month"), FEW)
                : judged(newest, stretch));
  }

  private static String judged(Course.Point newest, Course.Stretch stretch) {
    if (!newest.signals().isEmpty()) {
      return ("That is a signal: %s. Something other than the usual variation is at work; the chart"
              + " does not say what.")
          .formatted(signals(newest));
    }
    return stretch.limits().isEmpty()
        ? "No rule gives a signal there, but there are no limits to judge it by."
        : "No rule gives a signal there: it lies within the usual variation of this service.";
  }

  /** What is usual for a measure over time, and what its changes may be called. */
  static List<String> usual(Course course) {
    List<String> sentences = new ArrayList<>();
    for (Course.Stretch stretch : course.stretches()) {
      sentences.add(usual(stretch, course.weekly() ? "week" : "month", moves(course, stretch)));
    }
    int from = 0;
    for (int i = 1; i < course.stretches().size(); i++) {
      Course.Stretch before = course.stretches().get(i - 1);
      Course.Stretch after = course.stretches().get(i);
      from += before.points();
      List<Course.Point> points = course.points().subList(from, from + after.points());
      sentences.add(after(after, StepChange.of(before, points)));
    }
    return List.of(String.join(" ", sentences));
  }

  /** Whether any point of a stretch differs from the one before. */
  private static boolean moves(Course course, Course.Stretch stretch) {
    return course.points().stream()
            .filter(point -> !point.first().isBefore(stretch.first()))
            .filter(point -> !point.first().isAfter(stretch.last()))
            .mapToDouble(Course.Point::value)
            .distinct()
            .count()
        > 1;
  }

  private static String usual(Course.Stretch stretch, String unit, boolean moves) {
    if (stretch.points() == 1) {
      return "In the %s from %s it is %s; one %s says nothing of what is usual."
          .formatted(unit, Wording.day(stretch.first()), percent(stretch.mean()), unit);
    }
    String start =
        "In the %d %ss from %s the mean is %s"
            .formatted(
                stretch.points(), unit, Wording.day(stretch.first()), percent(stretch.mean()));
    String trial = stretch.points() < FEW ? ", on trial because they are few" : "";
    return stretch
        .limits()
        .map(
            limits ->
                "%s; %s to %s is usual (natural process limits%s)."
                    .formatted(
                        start,
                        percent(Math.max(0, limits.lower())),
                        percent(Math.min(1, limits.upper())),
                        trial))
        .orElse(
            start
                + (moves
                    ? "; its changes are too few to say what is usual."
                    : ", the same in each of them."));
  }

  private static String count(int n, String unit) {
    return n + " " + unit + (n == 1 ? "" : "s");
  }

  /** What the rules say of a point; none where they say nothing. */
  static String signals(Course.Point point) {
    return point.signals().isEmpty()
        ? "none"
        : Wording.list(point.signals().stream().map(CourseSentences::signal).toList());
  }

  private static String signal(Signal signal) {
    return switch (signal) {
      case ABOVE_UPPER -> "it lies above the upper limit";
      case BELOW_LOWER -> "it lies below the lower limit";
      case TREND_UP -> "seven or more in a row rise";
      case TREND_DOWN -> "seven or more in a row fall";
      case TWO_IN_THREE_HIGH -> "two of three lie near the upper limit";
      case TWO_IN_THREE_LOW -> "two of three lie near the lower limit";
      case SHIFT_HIGH -> "seven or more in a row lie above the mean";
      case SHIFT_LOW -> "seven or more in a row lie below the mean";
    };
  }

  /** A dated change: what came after it, and no more. */
  private static String after(Course.Stretch after, StepChange.Verdict verdict) {
    String change =
        after
            .begins()
            .map(found -> "%s (%s)".formatted(Wording.day(found.day()), found.reason()))
            .orElse(Wording.day(after.first()));
    return switch (verdict) {
      case FELL -> "It fell after %s; other causes not excluded.".formatted(change);
      case ROSE -> "It rose after %s; other causes not excluded.".formatted(change);
      case SAME -> "The mean is the same before and after %s.".formatted(change);
      case NO_SIGNAL ->
          "Whether it changed after %s is uncertain: no point since is a signal by what was usual before."
              .formatted(change);
      case TOO_FEW ->
          "Whether it changed after %s cannot be said yet: there are too few points before or since."
              .formatted(change);
    };
  }

  /** Whether the gap between the most deprived fifth and everybody else moves. */
  static String gap(Course course) {
    Course.Point newest = course.newest();
    Course.Stretch stretch = course.stretches().get(course.stretches().size() - 1);
    String size = Wording.number(Math.abs(100 * newest.value()), 1);
    return "In the month to %s the most deprived fifth missed %s the rest (mean of %s: %s); %s."
        .formatted(
            Wording.day(newest.last()),
            size.equals("0")
                ? "as much as"
                : "%s percentage points %s than"
                    .formatted(size, newest.value() < 0 ? "less" : "more"),
            count(stretch.points(), "month"),
            Wording.points(stretch.mean()),
            stretch.points() < FEW
                ? "too few months to say what is usual"
                : newest.signals().isEmpty() ? "no signal" : "a signal: " + signals(newest));
  }
}
