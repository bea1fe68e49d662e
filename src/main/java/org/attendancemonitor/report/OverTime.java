package org.attendancemonitor.report;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.attendancemonitor.equity.Course;

/** Whether the share missed is changing, by the rules that NHS boards use. */
final class OverTime implements Chapter {
  static final String MEASURE = "dna_ratio";

  private static final int WEEKS = 13;
  private static final int MONTHS = 12;

  @Override
  public Optional<Section> of(Reported reported) {
    Optional<Course> course = reported.course(MEASURE);
    return Optional.of(
        new Section(
            "Is it changing?",
            course
                .map(CourseSentences::usual)
                .orElse(List.of("There are too few appointments for a chart over time.")),
            course.map(found -> List.of(values(found))).orElse(List.of()),
            Section.Style.FULL));
  }

  private static Exhibit values(Course course) {
    String unit = course.weekly() ? "week" : "month";
    long marked = course.points().stream().filter(point -> !point.signals().isEmpty()).count();
    String svg =
        new TimeChart()
            .draw(
                course,
                "Share missed in each " + unit,
                "%d %ss with their mean and natural process limits; %d of them bear a signal."
                    .formatted(course.points().size(), unit, marked),
                680);
    String key =
        "Thin line: mean. Dashed: natural process limits (XmR). Diamonds: points with a signal.";
    return new Exhibit(Exhibit.Chart.above(svg, key), table(course, unit));
  }

  /** A row for each quarter of weeks or year of months. */
  private static Table table(Course course, String unit) {
    int columns = course.weekly() ? WEEKS : MONTHS;
    LocalDate start = course.points().get(0).first();
    int rows = steps(course, start, course.newest()) / columns + 1;
    String[][] cells = new String[rows][columns];
    Arrays.stream(cells).forEach(row -> Arrays.fill(row, ""));
    for (Course.Point point : course.points()) {
      int step = steps(course, start, point);
      cells[step / columns][step % columns] =
          Wording.points(point.value()) + (point.signals().isEmpty() ? "" : "*");
    }
    List<String> head = new ArrayList<>(List.of(course.weekly() ? "Weeks from" : "Months from"));
    IntStream.rangeClosed(1, columns).mapToObj(String::valueOf).forEach(head::add);
    return new Table(
        "Share missed in each %s, %% (* bears a signal)".formatted(unit),
        head,
        IntStream.range(0, rows)
            .mapToObj(row -> Table.Row.of(from(course, start, row * columns), cells[row]))
            .toList());
  }

  private static int steps(Course course, LocalDate start, Course.Point point) {
    return (int)
        (course.weekly() ? ChronoUnit.WEEKS : ChronoUnit.MONTHS).between(start, point.first());
  }

  private static String from(Course course, LocalDate start, int steps) {
    return Wording.shortDay(course.weekly() ? start.plusWeeks(steps) : start.plusMonths(steps));
  }
}
