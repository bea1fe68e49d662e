package org.attendancemonitor.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.attendancemonitor.statistics.Estimate;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/** Estimates below each other as dots, each with its interval as a line, under headings. */
final class IntervalChart {
  private static final int LINE_HEIGHT = 15;
  private static final int FOOT = 42;

  private final String axis;
  private final boolean difference;
  private final List<String> names = new ArrayList<>();
  private final Set<String> headings = new HashSet<>();
  private final XYIntervalSeries estimates = new XYIntervalSeries("");
  private Double reference;

  /**
   * @param axis what the figures are
   * @param difference they are differences in percentage points, else shares
   */
  IntervalChart(String axis, boolean difference) {
    this.axis = axis;
    this.difference = difference;
  }

  /** Names the lines that follow. */
  void heading(String name) {
    headings.add(name);
    names.add(name);
  }

  /** A line with a dot and its interval. */
  void line(String name, Estimate estimate) {
    int y = names.size();
    names.add(name);
    estimates.add(estimate.value(), estimate.lower(), estimate.upper(), y, y, y);
  }

  /** Draws a line through all of them where the figure is this. */
  void reference(double value) {
    this.reference = value;
  }

  /** Whether there is anything to draw. */
  boolean empty() {
    return estimates.isEmpty();
  }

  /** The chart. */
  String draw(String id, String title, String description, int width) {
    XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
    data.addSeries(estimates);
    XYErrorRenderer renderer = new XYErrorRenderer();
    renderer.setDrawYError(false);
    renderer.setCapLength(0);
    renderer.setErrorPaint(Style.DATA);
    renderer.setErrorStroke(Style.LINE);
    renderer.setSeriesPaint(0, Style.DATA);
    renderer.setSeriesShape(0, Style.dot(6));
    SymbolAxis lines = new SymbolAxis("", names.toArray(String[]::new));
    lines.setRange(-0.5, names.size() - 0.5);
    lines.setInverted(true);
    lines.setGridBandsVisible(false);
    lines.setTickMarksVisible(false);
    Style.plain(lines);
    XYPlot plot = new XYPlot(data, Style.percentAxis(axis, difference), lines, renderer);
    plot.setDomainAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
    plot.setRangeGridlinesVisible(false);
    if (reference != null) {
      plot.addDomainMarker(new ValueMarker(reference, Style.GUIDE, Style.THIN), Layer.BACKGROUND);
    }
    int height = LINE_HEIGHT * names.size() + FOOT;
    return new Drawing(id, title, description, width, height, headings).of(Style.chart(plot));
  }
}
