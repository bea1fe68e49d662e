package org.attendancemonitor.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.attendancemonitor.equity.Course;
import org.attendancemonitor.statistics.ProcessLimits;
import org.attendancemonitor.statistics.Signal;
import org.junit.jupiter.api.Test;

class CourseSentencesTest {
  private static final LocalDate MONDAY = LocalDate.of(2026, 1, 5);
  private static final Optional<Course.Change> CHANGE =
      Optional.of(new Course.Change(LocalDate.of(2026, 4, 1), "evening clinics began", "AHP lead"));

  /** Weeks in which the share stood at a level, then at another from the change on. */
  private static Course course(int before, double level, double... after) {
    double[] values = new double[before + after.length];
    Arrays.fill(values, 0, before, level);
    System.arraycopy(after, 0, values, before, after.length);
    List<Course.Point> points = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      LocalDate first = MONDAY.plusWeeks(i);
      points.add(new Course.Point(first, first.plusDays(6), values[i], Set.of()));
    }
    List<Course.Stretch> stretches = new ArrayList<>();
    stretches.add(stretch(points.subList(0, before), Optional.empty()));
    if (after.length > 0) {
      stretches.add(stretch(points.subList(before, values.length), CHANGE));
    }
    return new Course("dna_ratio", points, stretches);
  }

  private static Course.Stretch stretch(List<Course.Point> points, Optional<Course.Change> begins) {
    double mean = points.stream().mapToDouble(Course.Point::value).average().orElseThrow();
    return new Course.Stretch(
        points.get(0).first(),
        points.get(points.size() - 1).first(),
        points.size(),
        mean,
        Optional.of(new ProcessLimits(mean, 0.03)),
        begins);
  }

  private static String usual(Course course) {
    return CourseSentences.usual(course).get(0);
  }

  @Test
  void theNewestPointIsUsualOrASignalOfSomething() {
    Course quiet = course(20, 0.1);
    assertThat(CourseSentences.newest(quiet))
        .isEqualTo(
            "In the newest week, to 24 May 2026, it was 10.0%. No rule gives a signal there: it lies"
                + " within the usual variation of this service.");
    List<Course.Point> points = new ArrayList<>(quiet.points());
    Course.Point last = points.remove(points.size() - 1);
    points.add(new Course.Point(last.first(), last.last(), 0.15, Set.of(Signal.ABOVE_UPPER)));
    assertThat(CourseSentences.newest(new Course("dna_ratio", points, quiet.stretches())))
        .isEqualTo(
            "In the newest week, to 24 May 2026, it was 15.0%. That is a signal: it lies above the"
                + " upper limit. Something other than the usual variation is at work; the chart does"
                + " not say what.");
  }

  @Test
  void onTrialNothingIsSaidToBeUsual() {
    assertThat(CourseSentences.newest(course(12, 0.1)))
        .isEqualTo(
            "In the newest week, to 29 March 2026, it was 10.0%. Whether that is usual cannot be said"
                + " yet: 12 weeks so far, of 13 that it takes.");
    assertThat(CourseSentences.gap(course(5, 0.04)))
        .endsWith("(mean of 5 months: 4.0); too few months to say what is usual.");
  }

  private static Course unlimited(double... values) {
    Course course = course(values.length, 0);
    List<Course.Point> points = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      LocalDate first = MONDAY.plusWeeks(i);
      points.add(new Course.Point(first, first.plusDays(6), values[i], Set.of()));
    }
    Course.Stretch like = course.stretches().get(0);
    return new Course(
        course.measure(),
        points,
        List.of(
            new Course.Stretch(
                like.first(),
                like.last(),
                values.length,
                Arrays.stream(values).average().orElseThrow(),
                Optional.empty(),
                Optional.empty())));
  }

  @Test
  void withoutLimitsItIsNotSaidThatNothingEverChanges() {
    assertThat(usual(unlimited(0.1)))
        .isEqualTo(
            "In the week from 5 January 2026 it is 10.0%; one week says nothing of what is usual.");
    double[] leap = new double[14];
    Arrays.fill(leap, 0.1);
    leap[13] = 0.24;
    assertThat(usual(unlimited(leap)))
        .isEqualTo(
            "In the 14 weeks from 5 January 2026 the mean is 11.0%; its changes are too few to say"
                + " what is usual.");
    assertThat(CourseSentences.newest(unlimited(leap)))
        .endsWith("No rule gives a signal there, but there are no limits to judge it by.");
    assertThat(usual(unlimited(0.1, 0.1, 0.1)))
        .isEqualTo(
            "In the 3 weeks from 5 January 2026 the mean is 10.0%, the same in each of them.");
  }

  @Test
  void equalMeansAreNoRise() {
    double[] same = {0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1};
    assertThat(usual(course(12, 0.1, same)))
        .endsWith("The mean is the same before and after 1 April 2026 (evening clinics began).");
    double[] around = {0.12, 0.12, 0.12, 0.12, 0.12, 0.12, 0.12, -0.04};
    assertThat(usual(course(12, 0.1, around))).doesNotContain("It rose", "It fell");
  }

  @Test
  void whatIsUsualIsSaidAndWhetherItIsOnTrial() {
    assertThat(usual(course(20, 0.1)))
        .isEqualTo(
            "In the 20 weeks from 5 January 2026 the mean is 10.0%; 7.0% to 13.0% is usual (natural"
                + " process limits).");
    assertThat(usual(course(12, 0.01)))
        .isEqualTo(
            "In the 12 weeks from 5 January 2026 the mean is 1.0%; 0.0% to 4.0% is usual (natural"
                + " process limits, on trial because they are few).");
  }

  @Test
  void afterADatedChangeItFellOrRoseAndOtherCausesAreNotExcluded() {
    double[] low = {0.09, 0.09, 0.09, 0.09, 0.09, 0.09, 0.09, 0.1};
    assertThat(usual(course(12, 0.1, low)))
        .endsWith("It fell after 1 April 2026 (evening clinics began); other causes not excluded.");
    double[] high = {0.1, 0.1, 0.1, 0.14, 0.1, 0.1, 0.1, 0.1};
    assertThat(usual(course(12, 0.1, high)))
        .endsWith("It rose after 1 April 2026 (evening clinics began); other causes not excluded.");
  }

  @Test
  void withoutASignalByWhatWasUsualBeforeAChangeIsUncertain() {
    double[] six = {0.09, 0.09, 0.09, 0.09, 0.09, 0.09, 0.101, 0.09};
    assertThat(usual(course(12, 0.1, six)))
        .endsWith(
            "Whether it changed after 1 April 2026 (evening clinics began) is uncertain: no point"
                + " since is a signal by what was usual before.");
    double[] seven = {0.09, 0.09, 0.09, 0.09, 0.09, 0.09, 0.09};
    assertThat(usual(course(12, 0.1, seven)))
        .endsWith(
            "Whether it changed after 1 April 2026 (evening clinics began) cannot be said yet: there"
                + " are too few points before or since.");
    double[] eight = {0.09, 0.09, 0.09, 0.09, 0.09, 0.09, 0.09, 0.09};
    assertThat(usual(course(11, 0.1, eight))).contains("cannot be said yet");
    // One far out on the other side does not make it a fall.
    double[] other = {0.04, 0.12, 0.12, 0.12, 0.12, 0.12, 0.1, 0.12};
    assertThat(usual(course(12, 0.1, other))).contains("is uncertain");
  }

  @Test
  void theGapIsSaidWithItsMeanAndSignals() {
    Course gap = course(14, 0.04);
    assertThat(CourseSentences.gap(gap))
        .isEqualTo(
            "In the month to 12 April 2026 the most deprived fifth missed 4 percentage points more"
                + " than the rest (mean of 14 months: 4.0); no signal.");
    assertThat(CourseSentences.gap(course(14, -0.021)))
        .contains("missed 2.1 percentage points less");
    assertThat(CourseSentences.gap(course(14, 0))).contains("missed as much as the rest");
  }
}
