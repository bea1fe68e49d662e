package org.attendancemonitor.equity;

import java.time.LocalDate;
import java.util.List;
import org.attendancemonitor.record.KeptCell;

/**
 * What one release told of a margin, and what was true: a number for each window, column and group.
 * Kept small, for those of more than a year are remembered.
 */
final class Frame {

  /** In place of a highest value that is not told. */
  private static final int UNTOLD = Integer.MAX_VALUE;

  private final LocalDate upTo;
  private final List<String> groups;
  private final int columns;
  private final int[] exact;
  private final int[] low;
  private final int[] high;
  private final int[] total;
  private final int[] gained;
  private final int[] lost;

  /**
   * @param upTo the last day of the release
   * @param columns of the subject
   * @param cells of the margin, in all windows; a group that is missing counted nothing
   */
  Frame(LocalDate upTo, Columns columns, DisclosureRule rule, List<KeptCell> cells) {
    List<Column> all = columns.all();
    this.upTo = upTo;
    this.groups = cells.stream().map(cell -> cell.key().group()).distinct().sorted().toList();
    this.columns = all.size();
    int margins = columns.windows().size() * all.size();
    exact = new int[margins * groups.size()];
    low = new int[exact.length];
    high = new int[exact.length];
    total = new int[margins];
    gained = new int[margins];
    lost = new int[margins];
    for (KeptCell cell : cells) {
      int window = columns.windows().indexOf(cell.window());
      int group = groups.indexOf(cell.key().group());
      for (int column = 0; column < all.size(); column++) {
        Column what = all.get(column);
        Column.Range told = columns.told(what, cell, rule);
        int place = place(window, column, group);
        exact[place] = Math.toIntExact(what.of(cell.exact()));
        low[place] = told == null ? 0 : Math.toIntExact(told.low());
        high[place] = told == null ? UNTOLD : Math.toIntExact(told.high());
        int margin = window * all.size() + column;
        total[margin] += exact[place];
        gained[margin] += Math.toIntExact(what.gained(cell));
        lost[margin] += Math.toIntExact(what.lost(cell));
      }
    }
  }

  private int place(int window, int column, int group) {
    return (window * columns + column) * groups.size() + group;
  }

  LocalDate upTo() {
    return upTo;
  }

  List<String> groups() {
    return groups;
  }

  /** The true count. */
  int exact(int window, int column, int group) {
    return group < 0 ? 0 : exact[place(window, column, group)];
  }

  /** The true count of all groups: that of the service, which everybody knows. */
  int total(int window, int column) {
    return total[window * columns + column];
  }

  /** A viewer has a range of the count from this release itself. */
  boolean told(int window, int column, int group) {
    return group < 0 || high[place(window, column, group)] != UNTOLD;
  }

  /** The smallest value a viewer reads. */
  int low(int window, int column, int group) {
    return group < 0 ? 0 : low[place(window, column, group)];
  }

  /** The largest value a viewer reads, not above the total. */
  int high(int window, int column, int group) {
    return group < 0 ? 0 : Math.min(high[place(window, column, group)], total(window, column));
  }

  /** How much the service gained since the release before, corrections included. */
  int gained(int window, int column) {
    return gained[window * columns + column];
  }

  /** How much it lost since the release before, corrections included. */
  int lost(int window, int column) {
    return lost[window * columns + column];
  }
}
