package org.attendancemonitor.report;

/**
 * A table, with a chart of the same figures or without.
 *
 * @param chart or null
 * @param table every figure of the chart is in it
 */
public record Exhibit(Chart chart, Table table) {

  /**
   * A chart: above its table, or a column of it with a line to each row.
   *
   * @param svg how it is drawn
   * @param key what its marks mean
   * @param scale heading of the column it is; null above the table
   * @param width of the column in CSS pixels
   */
  public record Chart(String svg, String key, String scale, int width) {

    static Chart above(String svg, String key) {
      return new Chart(svg, key, null, 0);
    }

    static Chart within(String svg, String key, String scale, int width) {
      return new Chart(svg, key, scale, width);
    }
  }

  /** A table alone. */
  static Exhibit of(Table table) {
    return new Exhibit(null, table);
  }

  /** Its style. */
  public String style() {
    return isWithin() ? "within" : "above";
  }

  /** Whether the chart is a column of the table. */
  public boolean isWithin() {
    return chart != null && chart.scale() != null;
  }

  /** Whether the chart stands above the table. */
  public boolean isAbove() {
    return chart != null && chart.scale() == null;
  }
}
