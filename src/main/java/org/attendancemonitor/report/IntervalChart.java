package org.attendancemonitor.report;

import org.attendancemonitor.statistics.Estimate;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/**
 * Estimates below each other as dots, each with its interval as a line. It is a column of a table:
 * a line of it is as high as a row, and its scale as high as two.
 */
final class IntervalChart {
  /** Rows that the scale takes below the lines. */
  static final int SCALE_ROWS = 2;

  private static final int ROW = 15;

  /** For the half of a number that stands below an end of the scale. */
  private static final int SIDE = 12;

  private final boolean difference;
  private final int width;
  private final XYIntervalSeries estimates = new XYIntervalSeries("");
  private int lines;

  /**
   * @param difference they are differences in percentage points, with a line where there is none;
   *     else shares
   * @param width in CSS pixels
   */
  IntervalChart(boolean difference, int width) {
    this.difference = difference;
    this.width = width;
  }

  /** A line with a dot and its interval. */
  void line(Estimate estimate) {
    estimates.add(estimate.value(), estimate.lower(), estimate.upper(), lines, lines, lines);
    lines++;
  }

  /** A line with nothing on it. */
  void skip() {
    lines++;
  }

  /** How many dots there are. */
  int dots() {
    return estimates.getItemCount();
  }

  /** The chart. */
  String draw(String id, String title, String description) {
    XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
    data.addSeries(estimates);
    XYErrorRenderer renderer = new XYErrorRenderer();
    renderer.setDrawYError(false);
    renderer.setCapLength(0);
    renderer.setErrorPaint(Style.DATA);
    renderer.setErrorStroke(Style.LINE);
    renderer.setSeriesPaint(0, Style.DATA);
    renderer.setSeriesShape(0, Style.dot(6));
    NumberAxis rows = new NumberAxis();
    rows.setRange(-0.5, lines - 0.5);
    rows.setInverted(true);
    rows.setVisible(false);
    XYPlot plot = new XYPlot(data, Style.percentAxis(null, difference), rows, renderer);
    plot.setRangeGridlinesVisible(false);
    if (difference) {
      plot.addDomainMarker(new ValueMarker(0, Style.GUIDE, Style.THIN), Layer.BACKGROUND);
    }
    AxisSpace scale = new AxisSpace();
    scale.setBottom(SCALE_ROWS * ROW);
    plot.setFixedDomainAxisSpace(scale);
    AxisSpace sides = new AxisSpace();
    sides.setLeft(SIDE);
    sides.setRight(SIDE);
    plot.setFixedRangeAxisSpace(sides);
    int height = (lines + SCALE_ROWS) * ROW;
    String svg =
        new Drawing(id, title, description, width, height)
            .of(Style.chart(plot, RectangleInsets.ZERO_INSETS));
    // Rows that came out a little higher or lower take their lines with them.
    return svg.replaceFirst("<svg", "<svg preserveAspectRatio=\"none\"");
  }
}
