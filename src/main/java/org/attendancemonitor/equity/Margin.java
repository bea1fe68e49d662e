package org.attendancemonitor.equity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.attendancemonitor.record.KeptCell;
import org.attendancemonitor.record.OutcomeCounts;

/**
 * The groups of one dimension of one service: hides enough of them that what is hidden cannot be
 * had by subtracting what is shown from the service's exact total. Cells whose own figures may not
 * be shown are hidden already; this adds the complementary ones, then tries the attack and hides
 * more until it fails.
 */
final class Margin {
  private final DisclosureRule rule;
  private final boolean lateCounts;
  private final List<DraftCell> cells;
  private final Map<Window, OutcomeCounts> totals;
  private final MarginAttack attack;
  private final List<Column> dropped = new ArrayList<>();

  /**
   * @param cells the groups that have any appointment, in every window
   * @param totals of the service as a whole, by window
   */
  Margin(
      DisclosureRule rule,
      boolean lateCounts,
      List<DraftCell> cells,
      Map<Window, OutcomeCounts> totals,
      MarginAttack attack) {
    this.rule = rule;
    this.lateCounts = lateCounts;
    this.cells = cells;
    this.totals = totals;
    this.attack = attack;
  }

  /** Hides what has to be hidden, and fills in what is shown of the rest. */
  void protect() {
    for (Window window : Window.values()) {
      hideComplements(window);
    }
    show();
    Optional<Column> leak = attack.leak(cells);
    while (leak.isPresent()) {
      Column column = leak.get();
      if (column.core()) {
        smallestShown(cells).ifPresent(DraftCell::hide);
        show();
      } else {
        cells.forEach(cell -> conceal(cell, column));
        dropped.add(column);
      }
      leak = attack.leak(cells);
    }
  }

  private void hideComplements(Window window) {
    List<DraftCell> here = cells.stream().filter(cell -> cell.window == window).toList();
    while (exposed(here, window)) {
      Optional<DraftCell> next = smallestShown(here);
      if (next.isEmpty()) {
        return;
      }
      next.get().hide();
    }
  }

  /** One hidden cell, or a hidden total that is small itself, can be had by subtraction. */
  private boolean exposed(List<DraftCell> here, Window window) {
    List<DraftCell> hidden =
        here.stream().filter(cell -> cell.hidden() && due(cell.exact) > 0).toList();
    if (hidden.isEmpty()) {
      return false;
    }
    return hidden.size() == 1
        || tooFew(Column.ATTENDED, hidden, window)
        || tooFew(Column.MISSED, hidden, window);
  }

  private boolean tooFew(Column column, List<DraftCell> hidden, Window window) {
    // Where the service has none at all there is nothing to hide.
    return column.of(totals.get(window), lateCounts) > 0
        && hidden.stream().mapToLong(cell -> column.of(cell.exact, lateCounts)).sum()
            < rule.minimumCount();
  }

  /**
   * What was hidden before goes first: a cell that comes and goes tells more than one that stays.
   */
  private Optional<DraftCell> smallestShown(List<DraftCell> from) {
    return from.stream()
        .filter(cell -> !cell.hidden())
        .min(
            Comparator.comparing((DraftCell cell) -> !cell.hiddenBefore())
                .thenComparing(cell -> due(cell.exact))
                .thenComparing(cell -> cell.key.group()));
  }

  private long due(OutcomeCounts counts) {
    return Column.ATTENDED.of(counts, lateCounts) + Column.MISSED.of(counts, lateCounts);
  }

  /** The values of what is shown, then the outcomes that are hidden one by one. */
  private void show() {
    for (DraftCell cell : cells) {
      if (cell.state == KeptCell.State.PUBLISHED) {
        cell.shown = rounded(cell.exact);
      }
    }
    for (Column column : Column.values()) {
      if (column.core() || column == Column.DNA) {
        continue;
      }
      for (Window window : Window.values()) {
        hideOutcome(column, window);
      }
    }
    dropped.forEach(column -> cells.forEach(cell -> conceal(cell, column)));
  }

  private Map<String, Long> rounded(OutcomeCounts exact) {
    Map<String, Long> shown = new TreeMap<>();
    exact.byOutcome().forEach((outcome, n) -> shown.put(outcome, rule.round(n)));
    return shown;
  }

  private void hideOutcome(Column column, Window window) {
    List<DraftCell> here =
        cells.stream()
            .filter(cell -> cell.window == window && !cell.exact.equals(OutcomeCounts.NONE))
            .toList();
    if (column.of(totals.get(window), lateCounts) == 0) {
      return;
    }
    Predicate<DraftCell> shows = cell -> cell.shown.containsKey(column.outcome);
    here.stream()
        .filter(shows.and(cell -> cell.state == KeptCell.State.PUBLISHED))
        .filter(cell -> !tellable(column, cell.exact))
        .forEach(cell -> conceal(cell, column));
    List<DraftCell> hidden = here.stream().filter(shows.negate()).toList();
    while (!hidden.isEmpty() && (hidden.size() == 1 || tooFew(column, hidden, window))) {
      Optional<DraftCell> next =
          here.stream()
              .filter(shows)
              .min(
                  Comparator.comparing((DraftCell cell) -> column.of(cell.exact, lateCounts))
                      .thenComparing(cell -> cell.key.group()));
      if (next.isEmpty()) {
        return;
      }
      conceal(next.get(), column);
      hidden = here.stream().filter(shows.negate()).toList();
    }
  }

  /** Late arrivals are told apart from other misses only where both may be shown. */
  private boolean tellable(Column column, OutcomeCounts exact) {
    return rule.shows(column.of(exact, lateCounts))
        && (column != Column.LATE || !lateCounts || rule.shows(exact.dna()));
  }

  private void conceal(DraftCell cell, Column column) {
    boolean together = lateCounts && (column == Column.LATE || column == Column.DNA);
    if (!together) {
      cell.hide(column.outcome);
    } else if (cell.shown.containsKey(Column.LATE.outcome)) {
      cell.hide(Column.LATE.outcome);
      OutcomeCounts from = cell.basis == null ? cell.exact : cell.basis.exact();
      Map<String, Long> rest = new TreeMap<>(cell.shown);
      rest.put(Column.DNA.outcome, rule.round(Column.MISSED.of(from, true)));
      cell.shown = rest;
    }
  }
}
