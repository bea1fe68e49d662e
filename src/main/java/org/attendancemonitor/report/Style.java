package org.attendancemonitor.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleInsets;

/**
 * How charts look: thin lines, no background, and nothing said by colour alone, so that a grey
 * print says the same.
 */
final class Style {
  static final Color DATA = new Color(0x1d3f72);
  static final Color GUIDE = new Color(0x595959);
  static final Color FAINT = new Color(0xd9d9d9);
  static final Color SIGNAL = new Color(0xb34700);

  /** Of everything but headings, in CSS pixels. */
  static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 11);

  static final Stroke LINE = new BasicStroke(1.4f);
  static final Stroke THIN = new BasicStroke(1f);
  static final Stroke DASHED = dashed(5, 3);
  static final Stroke DOTTED = dashed(1.5f, 3);

  private Style() {}

  private static Stroke dashed(float line, float gap) {
    return new BasicStroke(
        1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {line, gap}, 0);
  }

  /** A dot of a diameter. */
  static Shape dot(double diameter) {
    return new Ellipse2D.Double(-diameter / 2, -diameter / 2, diameter, diameter);
  }

  /** A square on its tip. */
  static Shape diamond(double half) {
    Path2D diamond = new Path2D.Double();
    diamond.moveTo(0, -half);
    diamond.lineTo(half, 0);
    diamond.lineTo(0, half);
    diamond.lineTo(-half, 0);
    diamond.closePath();
    return diamond;
  }

  /** An axis of shares or of their differences. */
  static NumberAxis percentAxis(String label, boolean difference) {
    NumberAxis axis = new NumberAxis(label);
    String digits = difference ? "0.#;\u22120.#" : "0.#'%'";
    DecimalFormat format = new DecimalFormat(digits, DecimalFormatSymbols.getInstance(Locale.UK));
    format.setMultiplier(100);
    axis.setNumberFormatOverride(format);
    axis.setAutoRangeIncludesZero(true);
    plain(axis);
    return axis;
  }

  /** The common look of an axis. */
  static void plain(ValueAxis axis) {
    axis.setTickLabelFont(TEXT);
    axis.setLabelFont(TEXT);
    axis.setTickLabelPaint(Color.BLACK);
    axis.setLabelPaint(Color.BLACK);
    axis.setAxisLinePaint(GUIDE);
    axis.setTickMarkPaint(GUIDE);
  }

  /** A chart of a plot, without heading, legend or background: the page has them. */
  static JFreeChart chart(XYPlot plot) {
    return chart(plot, new RectangleInsets(6, 2, 2, 16));
  }

  /** The same with other space around its axes. */
  static JFreeChart chart(XYPlot plot, RectangleInsets around) {
    plot.setBackgroundPaint(null);
    plot.setOutlineVisible(false);
    plot.setDomainGridlinePaint(FAINT);
    plot.setRangeGridlinePaint(FAINT);
    plot.setDomainGridlineStroke(THIN);
    plot.setRangeGridlineStroke(THIN);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    plot.setInsets(around);
    JFreeChart chart = new JFreeChart(null, null, plot, false);
    chart.setBackgroundPaint(null);
    chart.setBorderVisible(false);
    chart.setPadding(RectangleInsets.ZERO_INSETS);
    return chart;
  }
}
