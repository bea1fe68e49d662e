package org.attendancemonitor.report;

import java.util.List;
import org.attendancemonitor.statistics.Estimate;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/** Shares over the fifths of deprivation as dots with intervals, and the line fitted to them. */
final class GradientChart {
  private static final int HEIGHT = 165;

  private GradientChart() {}

  /**
   * The chart.
   *
   * @param names of the fifths, the most deprived first
   * @param shares missed, one for each
   * @param fitted where the line stands at each; empty for no line
   */
  static String draw(
      List<String> names,
      List<Estimate> shares,
      List<Double> fitted,
      String title,
      String description,
      int width) {
    YIntervalSeries dots = new YIntervalSeries("shares");
    XYSeries line = new XYSeries("fitted");
    for (int i = 0; i < shares.size(); i++) {
      Estimate share = shares.get(i);
      dots.add(i, share.value(), share.lower(), share.upper());
      if (!fitted.isEmpty()) {
        line.add(i, fitted.get(i));
      }
    }
    YIntervalSeriesCollection data = new YIntervalSeriesCollection();
    data.addSeries(dots);
    XYErrorRenderer renderer = new XYErrorRenderer();
    renderer.setDrawXError(false);
    renderer.setCapLength(0);
    renderer.setErrorPaint(Style.DATA);
    renderer.setErrorStroke(Style.LINE);
    renderer.setSeriesPaint(0, Style.DATA);
    renderer.setSeriesShape(0, Style.dot(7));
    XYLineAndShapeRenderer through = new XYLineAndShapeRenderer(true, false);
    through.setSeriesPaint(0, Style.SIGNAL);
    through.setSeriesStroke(0, Style.DASHED);
    SymbolAxis fifths = new SymbolAxis("fifth of deprivation", names.toArray(String[]::new));
    fifths.setRange(-0.5, names.size() - 0.5);
    fifths.setGridBandsVisible(false);
    fifths.setTickMarksVisible(false);
    Style.plain(fifths);
    XYPlot plot = new XYPlot(data, fifths, Style.percentAxis("share missed", false), renderer);
    plot.setDataset(1, new XYSeriesCollection(line));
    plot.setRenderer(1, through);
    plot.setDomainGridlinesVisible(false);
    return new Drawing("gradient", title, description, width, HEIGHT).of(Style.chart(plot));
  }
}
