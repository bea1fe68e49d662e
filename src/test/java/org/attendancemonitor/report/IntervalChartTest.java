package org.attendancemonitor.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import org.attendancemonitor.statistics.Estimate;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** The dots stand where their figures say, each on its row. */
class IntervalChartTest {
  private static final List<Estimate> ESTIMATES =
      List.of(
          new Estimate(0.02, -0.01, 0.05),
          new Estimate(-0.03, -0.06, 0),
          new Estimate(0.11, 0.08, 0.15));

  @Test
  void dotsAndIntervalsAreDrawnToScaleOnTheirRows() throws Exception {
    IntervalChart chart = new IntervalChart(true, 200);
    chart.skip();
    ESTIMATES.forEach(chart::line);
    ReadPage page = new ReadPage(chart.draw("t", "Title", "Description"));
    List<double[]> dots =
        page.all("path").stream()
            .map(path -> path.getAttribute("d"))
            .filter(curve -> curve.contains("C"))
            .distinct() // filled and outlined
            .map(IntervalChartTest::middle)
            .sorted(Comparator.comparingDouble(middle -> middle[1]))
            .toList();
    assertThat(dots).hasSize(ESTIMATES.size());
    double first = dots.get(0)[0];
    double scale = (dots.get(2)[0] - first) / (0.11 - 0.02);
    for (int i = 0; i < ESTIMATES.size(); i++) {
      Estimate estimate = ESTIMATES.get(i);
      double[] dot = dots.get(i);
      assertThat(dot[0]).isCloseTo(first + scale * (estimate.value() - 0.02), within(0.5));
      // Rows are 15 high, and the first has no dot.
      assertThat(dot[1]).isCloseTo(15 * (i + 1) + 7.5, within(0.6));
      double lower = first + scale * (estimate.lower() - 0.02);
      double upper = first + scale * (estimate.upper() - 0.02);
      assertThat(page.all("line"))
          .as("interval of %s", estimate)
          .anyMatch(
              line ->
                  near(line, "y1", dot[1])
                      && near(line, "y2", dot[1])
                      && (near(line, "x1", lower) && near(line, "x2", upper)
                          || near(line, "x2", lower) && near(line, "x1", upper)));
    }
    assertThat(page.document.getDocumentElement().getAttribute("viewBox"))
        .isEqualTo("0 0 200 " + 15 * (4 + 2));
  }

  /** Of a circle drawn as curves. */
  private static double[] middle(String curve) {
    DoubleSummaryStatistics x = new DoubleSummaryStatistics();
    DoubleSummaryStatistics y = new DoubleSummaryStatistics();
    String[] numbers = curve.replaceAll("[A-Z]", " ").strip().split("\\s+");
    for (int i = 0; i + 1 < numbers.length; i += 2) {
      x.accept(Double.parseDouble(numbers[i]));
      y.accept(Double.parseDouble(numbers[i + 1]));
    }
    return new double[] {(x.getMin() + x.getMax()) / 2, (y.getMin() + y.getMax()) / 2};
  }

  private static boolean near(Element line, String attribute, double value) {
    return Math.abs(number(line, attribute) - value) < 0.8;
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }
}
