package org.attendancemonitor.report;

/**
 * A table, with a chart of the same figures or without.
 *
 * @param chart as SVG, or null
 * @param table every figure of the chart is in it
 * @param layout how they stand: {@code beside} each other, or {@code below} each other
 */
public record Exhibit(String chart, Table table, Layout layout) {

  /** Where the table stands. */
  public enum Layout {
    BESIDE,
    BELOW
  }

  static Exhibit of(Table table) {
    return new Exhibit(null, table, Layout.BELOW);
  }

  /** Its style. */
  public String style() {
    return layout == Layout.BESIDE ? "beside" : "below";
  }
}
