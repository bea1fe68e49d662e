package org.attendancemonitor.report;

import java.awt.Color;
import java.awt.Shape;
import java.awt.Stroke;
import java.text.SimpleDateFormat;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.TimeZone;
import org.attendancemonitor.equity.Course;
import org.jfree.chart.axis.DateAxis;
import org.jfree.chart.axis.DateTickUnit;
import org.jfree.chart.axis.DateTickUnitType;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * A measure over time the way NHS boards read it: points joined by a line, mean and limits, and the
 * points that bear a signal in another shape.
 */
final class TimeChart {
  private static final TimeZone UTC = TimeZone.getTimeZone("UTC");

  private final XYSeriesCollection data = new XYSeriesCollection();
  private final XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer();

  /** The chart. */
  String draw(Course course, String title, String description, int width) {
    XYSeries values = new XYSeries("values");
    XYSeries signals = new XYSeries("signals");
    for (Course.Point point : course.points()) {
      values.add(time(point.first()), point.value());
      if (!point.signals().isEmpty()) {
        signals.add(time(point.first()), point.value());
      }
    }
    // What is added first lies on top.
    add(signals, null, Style.diamond(4.5), Style.SIGNAL);
    add(values, Style.LINE, Style.dot(4), Style.DATA);
    for (Course.Stretch stretch : course.stretches()) {
      across(stretch, stretch.mean(), Style.THIN);
      stretch
          .limits()
          .ifPresent(
              limits -> {
                across(stretch, Math.min(1, limits.upper()), Style.DASHED);
                across(stretch, Math.max(0, limits.lower()), Style.DASHED);
              });
    }
    DateAxis days = new DateAxis("", UTC, Locale.UK);
    SimpleDateFormat format = new SimpleDateFormat("MMM yyyy", Locale.UK);
    format.setTimeZone(UTC);
    days.setTickUnit(new DateTickUnit(DateTickUnitType.MONTH, 3, format));
    Style.plain(days);
    NumberAxis shares = Style.percentAxis("share missed", false);
    shares.setAutoRangeIncludesZero(false);
    XYPlot plot = new XYPlot(data, days, shares, renderer);
    return new Drawing(course.measure().replace('_', '-'), title, description, width, 165)
        .of(Style.chart(plot));
  }

  private static double time(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  }

  private void add(XYSeries series, Stroke line, Shape shape, Color colour) {
    int index = data.getSeriesCount();
    data.addSeries(series);
    renderer.setSeriesLinesVisible(index, line != null);
    if (line != null) {
      renderer.setSeriesStroke(index, line);
    }
    renderer.setSeriesShapesVisible(index, shape != null);
    if (shape != null) {
      renderer.setSeriesShape(index, shape);
    }
    renderer.setSeriesPaint(index, colour);
  }

  private void across(Course.Stretch stretch, double value, Stroke stroke) {
    XYSeries line = new XYSeries("line " + data.getSeriesCount());
    line.add(time(stretch.first()), value);
    line.add(time(stretch.last()), value);
    add(line, stroke, null, Style.GUIDE);
  }
}
