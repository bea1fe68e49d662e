package org.attendancemonitor.equity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.attendancemonitor.equity.ProcessSettings.Rebase;
import org.attendancemonitor.record.PeriodPoint;
import org.attendancemonitor.statistics.ProcessChart;
import org.attendancemonitor.statistics.ProcessPoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CourseReaderTest {
  private static final LocalDate SUNDAY = LocalDate.of(2026, 11, 22);

  /** What is charted waits three days for outcomes. */
  private static final LocalDate RELEASED = SUNDAY.plusDays(3);

  @TempDir Path folder;
  private Ward ward;

  @BeforeEach
  void open() {
    ward = new Ward(folder);
  }

  @AfterEach
  void close() {
    ward.close();
  }

  private List<Course> courses(LocalDate upTo, Rebase... rebases) {
    EquitySettings settings =
        Altered.settings(
            FiguresTest.settings(),
            "process",
            new ProcessSettings(ProcessSettings.Steps.AUTO, 50, 20, 3, 0.9, List.of(rebases)));
    return new CourseReader(ward.store, settings).of("podiatry", upTo);
  }

  private static double value(int i) {
    return 0.1 + 0.01 * (i * 7 % 5) - (i >= 20 ? 0.04 : 0);
  }

  private void weeks(String service, int count) {
    List<PeriodPoint> points = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      LocalDate first = monday(i, count);
      points.add(
          new PeriodPoint(
              service, "dna_ratio", first, first.plusDays(6), OptionalDouble.of(value(i))));
    }
    ward.releases.points().replace(List.of(), points);
  }

  private static LocalDate monday(int i, int count) {
    return SUNDAY.minusDays(7L * (count - i) - 1);
  }

  @Test
  void aKnownChangeBeginsAStretchJudgedByItself() {
    weeks("podiatry", 40);
    weeks("dietetics", 3);
    Rebase change =
        new Rebase(monday(20, 40).minusDays(2), Set.of("podiatry"), Set.of(), "moved", "lead");
    Course course = courses(RELEASED, change).get(0);
    double[] values = new double[40];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(i);
    }
    List<ProcessPoint> judged = ProcessChart.of(values, ProcessChart.Method.SCREENED, 20).points();
    assertThat(course.points()).hasSize(40);
    for (int i = 0; i < values.length; i++) {
      assertThat(course.points().get(i).value()).isEqualTo(values[i]);
      assertThat(course.points().get(i).signals()).isEqualTo(judged.get(i).signals());
    }
    assertThat(course.weekly()).isTrue();
    assertThat(course.stretches()).hasSize(2);
    Course.Stretch before = course.stretches().get(0);
    assertThat(before.points()).isEqualTo(20);
    assertThat(before.mean()).isEqualTo(judged.get(0).mean());
    assertThat(before.limits()).isEqualTo(judged.get(0).limits());
    assertThat(before.begins()).isEmpty();
    assertThat(before.last()).isEqualTo(monday(19, 40));
    Course.Stretch after = course.stretches().get(1);
    assertThat(after.first()).isEqualTo(monday(20, 40));
    assertThat(after.mean()).isEqualTo(judged.get(39).mean());
    assertThat(after.begins())
        .contains(new Course.Change(monday(20, 40).minusDays(2), "moved", "lead"));
  }

  @Test
  void aChangeOfAnotherServiceIsNone() {
    weeks("podiatry", 30);
    Rebase change = new Rebase(monday(20, 30), Set.of("dietetics"), Set.of(), "moved", "lead");
    assertThat(courses(RELEASED, change).get(0).stretches()).hasSize(1);
  }

  @Test
  void itEndsWithWhatIsSettledByTheRelease() {
    weeks("podiatry", 40);
    assertThat(courses(RELEASED).get(0).newest().last()).isEqualTo(SUNDAY);
    assertThat(courses(RELEASED.minusDays(1)).get(0).newest().last())
        .isEqualTo(SUNDAY.minusDays(7));
    assertThat(courses(RELEASED.minusDays(70)).get(0).points()).hasSize(30);
  }

  @Test
  void whatIsNoLongerChartedIsNotShown() {
    weeks("podiatry", 40);
    assertThat(courses(RELEASED.plusDays(7))).hasSize(1);
    assertThat(courses(RELEASED.plusDays(21))).isEmpty();
    assertThat(courses(RELEASED.minusYears(3))).isEmpty();
  }

  @Test
  void ofWeeksAndMonthsTheNewerKindIsRead() {
    LocalDate month = LocalDate.of(2026, 9, 1);
    weeks("podiatry", 4);
    ward.releases
        .points()
        .replace(
            List.of(),
            List.of(
                new PeriodPoint(
                    "podiatry",
                    "dna_ratio",
                    month,
                    LocalDate.of(2026, 9, 30),
                    OptionalDouble.of(0.5))));
    Course course = courses(RELEASED).get(0);
    assertThat(course.points()).hasSize(4);
    assertThat(course.weekly()).isTrue();
  }
}
