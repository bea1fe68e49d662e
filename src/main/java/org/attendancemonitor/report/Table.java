package org.attendancemonitor.report;

import java.util.List;

/**
 * A table of the page.
 *
 * @param caption what it shows
 * @param head headings of the columns, that of the names first
 * @param rows in a fixed order, never by their figures
 */
public record Table(String caption, List<String> head, List<Row> rows) {

  public Table {
    head = List.copyOf(head);
    rows = List.copyOf(rows);
  }

  /**
   * A line of it.
   *
   * @param name its heading
   * @param cells as many as the table has columns besides; none: a heading of the rows that follow
   */
  public record Row(String name, List<String> cells) {

    public Row {
      cells = List.copyOf(cells);
    }

    static Row of(String name, String... cells) {
      return new Row(name, List.of(cells));
    }

    static Row heading(String name) {
      return new Row(name, List.of());
    }

    /** Whether it names the rows that follow. */
    public boolean isHeading() {
      return cells.isEmpty();
    }
  }
}
