package org.attendancemonitor.equity;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.attendancemonitor.record.Counts;
import org.attendancemonitor.record.KeptCell;

/**
 * The groups of one dimension of one service: hides enough of them that what is hidden cannot be
 * had by subtracting what is shown from the service's exact total. Cells whose own figures may not
 * be shown are hidden already; this adds the complementary ones, then tries the attack and hides
 * more until it fails.
 */
final class Margin {
  private final DisclosureRule rule;
  private final Columns columns;
  private final List<DraftCell> cells;
  private final Map<String, Counts> totals;
  private final MarginAttack attack;

  /**
   * What was hidden before goes first: a cell that comes and goes tells more than one that stays.
   */
  private final Comparator<DraftCell> bySize;

  private final Map<Column, Set<DraftCell>> concealed = new HashMap<>();

  /**
   * @param cells the groups that have any count, in every window
   * @param totals of the service as a whole, by window
   */
  Margin(
      DisclosureRule rule,
      Columns columns,
      List<DraftCell> cells,
      Map<String, Counts> totals,
      MarginAttack attack) {
    this.rule = rule;
    this.columns = columns;
    this.cells = cells;
    this.totals = totals;
    this.attack = attack;
    this.bySize =
        Comparator.comparing((DraftCell cell) -> !cell.hiddenBefore())
            .thenComparing(cell -> columns.due(cell.exact))
            .thenComparing(cell -> cell.key.group());
  }

  /** Hides what has to be hidden, and fills in what is shown of the rest. */
  void protect() {
    totals.keySet().forEach(this::hideComplements);
    show();
    Optional<Leak> leak = attack.leak(cells);
    while (leak.isPresent() && tellLess(leak.get())) {
      show();
      leak = attack.leak(cells);
    }
  }

  /**
   * Takes the smallest count that is new back, where the leak is if there is one.
   *
   * @return whether there was any
   */
  private boolean tellLess(Leak leak) {
    return !columns.core(leak.column()) && concealPart(leak) || holdBackCell(leak);
  }

  private boolean concealPart(Leak leak) {
    Column part = columns.partOf(leak.column());
    Optional<DraftCell> next =
        cells.stream()
            .filter(cell -> cell.state == KeptCell.State.PUBLISHED)
            .filter(cell -> cell.shown.containsKey(part.name()))
            // Where all have none it stays shown, and is told by the total anyway.
            .filter(cell -> !concealed.getOrDefault(part, Set.of()).contains(cell))
            .min(
                Comparator.comparing((DraftCell cell) -> !cell.window.equals(leak.window()))
                    .thenComparing(cell -> part.of(cell.exact))
                    .thenComparing(cell -> cell.key.group()));
    next.ifPresent(cell -> concealed.computeIfAbsent(part, p -> new HashSet<>()).add(cell));
    return next.isPresent();
  }

  private boolean holdBackCell(Leak leak) {
    Optional<DraftCell> next =
        cells.stream()
            .filter(cell -> cell.state == KeptCell.State.PUBLISHED)
            .min(
                Comparator.comparing((DraftCell cell) -> !cell.window.equals(leak.window()))
                    .thenComparing(bySize));
    next.ifPresent(DraftCell::holdBack);
    return next.isPresent();
  }

  private void hideComplements(String window) {
    List<DraftCell> here = cells.stream().filter(cell -> cell.window.equals(window)).toList();
    while (exposed(here, window)) {
      Optional<DraftCell> next = smallestShown(here);
      if (next.isEmpty()) {
        return;
      }
      next.get().hide();
    }
  }

  /** One hidden cell, or a hidden total that is small itself, can be had by subtraction. */
  private boolean exposed(List<DraftCell> here, String window) {
    List<DraftCell> hidden =
        here.stream().filter(cell -> cell.hidden() && columns.due(cell.exact) > 0).toList();
    if (hidden.isEmpty()) {
      return false;
    }
    return hidden.size() == 1
        || tooFew(columns.good, hidden, window)
        || tooFew(columns.bad, hidden, window);
  }

  private boolean tooFew(Column column, List<DraftCell> hidden, String window) {
    // Where the service has none at all there is nothing to hide.
    return column.of(totals.get(window)) > 0
        && hidden.stream().mapToLong(cell -> column.of(cell.exact)).sum() < rule.minimumCount();
  }

  private Optional<DraftCell> smallestShown(List<DraftCell> from) {
    return from.stream().filter(cell -> !cell.hidden()).min(bySize);
  }

  /** The values of what is shown, then the parts that are hidden one by one. */
  private void show() {
    for (DraftCell cell : cells) {
      if (cell.state == KeptCell.State.PUBLISHED) {
        cell.shown = columns.shown(cell.exact, rule);
      }
    }
    for (Column part : columns.parts) {
      totals.keySet().forEach(window -> hidePart(part, window));
    }
  }

  private void hidePart(Column column, String window) {
    List<DraftCell> here =
        cells.stream().filter(cell -> cell.window.equals(window) && !cell.exact.isNone()).toList();
    if (column.of(totals.get(window)) == 0) {
      return;
    }
    Predicate<DraftCell> shows = cell -> cell.shown.containsKey(column.name());
    here.stream()
        .filter(shows.and(cell -> cell.state == KeptCell.State.PUBLISHED))
        .filter(
            cell ->
                !columns.tellable(column, cell.exact, rule)
                    || concealed.getOrDefault(column, Set.of()).contains(cell))
        .forEach(cell -> conceal(cell, column));
    List<DraftCell> hidden = here.stream().filter(shows.negate()).toList();
    while (!hidden.isEmpty() && (hidden.size() == 1 || tooFew(column, hidden, window))) {
      Optional<DraftCell> next =
          here.stream()
              .filter(shows)
              .min(
                  Comparator.comparing((DraftCell cell) -> column.of(cell.exact))
                      .thenComparing(cell -> cell.key.group()));
      if (next.isEmpty()) {
        return;
      }
      conceal(next.get(), column);
      hidden = here.stream().filter(shows.negate()).toList();
    }
  }

  private void conceal(DraftCell cell, Column column) {
    Counts from = cell.basis == null ? cell.exact : cell.basis.exact();
    cell.shown = columns.without(column, cell.shown, from, rule);
  }
}
