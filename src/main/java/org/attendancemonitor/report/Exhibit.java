package org.attendancemonitor.report;

import java.util.Locale;

/**
 * A table, with a chart of the same figures or without.
 *
 * @param chart or null
 * @param table every figure of the chart is in it
 * @param layout how they stand
 */
public record Exhibit(Chart chart, Table table, Layout layout) {

  /**
   * A chart.
   *
   * @param svg how it is drawn
   * @param scale what its figures are, for where it is a column of the table
   * @param key what its marks mean
   */
  public record Chart(String svg, String scale, String key) {}

  /** Where the chart stands. */
  public enum Layout {
    /** Above the table. */
    ABOVE,
    /** Within it, in a column of its own: a line of the chart to each row. */
    WITHIN
  }

  static Exhibit of(Table table) {
    return new Exhibit(null, table, Layout.ABOVE);
  }

  /** Its style. */
  public String style() {
    return layout.name().toLowerCase(Locale.ROOT);
  }

  /** Whether the chart is a column of the table. */
  public boolean isWithin() {
    return chart != null && layout == Layout.WITHIN;
  }

  /** Whether the chart stands above the table. */
  public boolean isAbove() {
    return chart != null && layout == Layout.ABOVE;
  }
}
