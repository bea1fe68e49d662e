package org.attendancemonitor.report;

import java.awt.Stroke;
import java.text.SimpleDateFormat;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import org.attendancemonitor.equity.Course;
import org.jfree.chart.axis.DateAxis;
import org.jfree.chart.axis.DateTickUnit;
import org.jfree.chart.axis.DateTickUnitType;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** A service over time beside one that did not change, with the day of the change. */
final class TrialChart {
  private static final TimeZone UTC = TimeZone.getTimeZone("UTC");
  private static final int HEIGHT = 190;

  private final XYSeriesCollection data = new XYSeriesCollection();
  private final XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer();

  /** The chart. */
  String draw(
      Course own,
      Optional<Course> other,
      LocalDate change,
      String title,
      String description,
      int width) {
    add("own", own, Style.LINE, true);
    other.ifPresent(course -> add("other", course, Style.DASHED, false));
    DateAxis days = new DateAxis("", UTC, Locale.UK);
    SimpleDateFormat format = new SimpleDateFormat("MMM yyyy", Locale.UK);
    format.setTimeZone(UTC);
    days.setTickUnit(new DateTickUnit(DateTickUnitType.MONTH, 3, format));
    Style.plain(days);
    NumberAxis shares = Style.percentAxis("share missed", false);
    shares.setAutoRangeIncludesZero(false);
    XYPlot plot = new XYPlot(data, days, shares, renderer);
    plot.addDomainMarker(new ValueMarker(time(change), Style.SIGNAL, Style.LINE));
    return new Drawing("trial", title, description, width, HEIGHT).of(Style.chart(plot));
  }

  private void add(String name, Course course, Stroke line, boolean own) {
    int index = data.getSeriesCount();
    XYSeries values = new XYSeries(name);
    course.points().forEach(point -> values.add(time(point.first()), point.value()));
    data.addSeries(values);
    renderer.setSeriesStroke(index, line);
    renderer.setSeriesPaint(index, own ? Style.DATA : Style.GUIDE);
    renderer.setSeriesShapesVisible(index, own);
    renderer.setSeriesShape(index, Style.dot(4));
  }

  private static double time(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  }
}
