package org.attendancemonitor.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Stroke;
import java.util.List;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * A service among all services: share against effective size, with the limits that chance leaves at
 * each size. The others are dots without names.
 */
final class FunnelChart {
  private static final int HEIGHT = 165;
  private static final Stroke RING = new BasicStroke(1.1f);

  private final XYSeriesCollection data = new XYSeriesCollection();
  private final XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer();

  /**
   * A place in the funnel.
   *
   * @param size appointments due, divided by the design effect: the limits are those of this size
   * @param share missed
   * @param centre all services together
   * @param inner lower and upper limit of two standard deviations
   * @param outer lower and upper limit of three
   */
  record Place(double size, double share, double centre, double[] inner, double[] outer) {}

  /** The chart. */
  String draw(Place own, List<Place> others, String title, String description, int width) {
    XYSeries mine = new XYSeries("own");
    mine.add(own.size(), own.share());
    XYSeries rest = new XYSeries("others");
    others.forEach(place -> rest.add(place.size(), place.share()));
    dots(mine, Style.diamond(6), Style.SIGNAL, true);
    dots(rest, Style.dot(6), Style.DATA, false);
    List<Place> all = new java.util.ArrayList<>(others);
    all.add(own);
    line("centre", all, Style.LINE, place -> place.centre());
    line("inner lower", all, Style.DOTTED, place -> place.inner()[0]);
    line("inner upper", all, Style.DOTTED, place -> place.inner()[1]);
    line("outer lower", all, Style.DASHED, place -> place.outer()[0]);
    line("outer upper", all, Style.DASHED, place -> place.outer()[1]);
    NumberAxis size = new NumberAxis("appointments due, effective number");
    size.setAutoRangeIncludesZero(true);
    Style.plain(size);
    NumberAxis shares = Style.percentAxis("share missed", false);
    shares.setUpperMargin(0.1);
    XYPlot plot = new XYPlot(data, size, shares, renderer);
    plot.setDomainGridlinesVisible(false);
    return new Drawing("funnel", title, description, width, HEIGHT).of(Style.chart(plot));
  }

  private void dots(XYSeries series, java.awt.Shape shape, Color colour, boolean filled) {
    int index = data.getSeriesCount();
    data.addSeries(series);
    renderer.setSeriesLinesVisible(index, false);
    renderer.setSeriesShape(index, shape);
    renderer.setSeriesShapesFilled(index, filled);
    renderer.setSeriesPaint(index, colour);
    renderer.setSeriesOutlineStroke(index, RING);
  }

  private void line(
      String name,
      List<Place> places,
      Stroke stroke,
      java.util.function.ToDoubleFunction<Place> y) {
    int index = data.getSeriesCount();
    XYSeries series = new XYSeries(name);
    places.forEach(place -> series.addOrUpdate(place.size(), y.applyAsDouble(place)));
    data.addSeries(series);
    renderer.setSeriesShapesVisible(index, false);
    renderer.setSeriesStroke(index, stroke);
    renderer.setSeriesPaint(index, Style.GUIDE);
  }
}
