package org.attendancemonitor.equity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attendancemonitor.record.Counts;
import org.attendancemonitor.record.KeptCell;

/**
 * The attack on one margin, over the releases kept so far and the one in the making. The attacker
 * is given more than any viewer has: besides everything shown and the exact totals, how much of
 * each column the service gained and lost between two releases.
 */
final class MarginAttack {
  private final DisclosureRule rule;
  private final Columns columns;
  private final List<Frame> past;
  private final Map<String, Counts> totals;

  /**
   * One release of this margin.
   *
   * @param cells the groups in every window; a group that is missing counted nothing
   * @param totals exact, of the service, by window
   */
  record Frame(List<KeptCell> cells, Map<String, Counts> totals) {}

  /** One number the attacker wants, and whether it has to stay hidden. */
  private record Place(int frame, String window, String group) {}

  /**
   * @param past earlier releases whose windows overlap, oldest first
   * @param totals of the release in the making
   */
  MarginAttack(DisclosureRule rule, Columns columns, List<Frame> past, Map<String, Counts> totals) {
    this.rule = rule;
    this.columns = columns;
    this.past = past;
    this.totals = totals;
  }

  /** A column in which a small hidden count would become known, if there is one. */
  Optional<Column> leak(List<DraftCell> draft) {
    List<KeptCell> candidate = draft.stream().map(cell -> cell.kept(null)).toList();
    // What earlier releases and totals tell anyway cannot be taken back by hiding now.
    List<KeptCell> silent = candidate.stream().map(KeptCell::hidden).toList();
    for (Column column : columns.all()) {
      Set<Place> known = found(column, candidate);
      if (!known.isEmpty() && !found(column, silent).containsAll(known)) {
        return Optional.of(column);
      }
    }
    return Optional.empty();
  }

  private Set<Place> found(Column column, List<KeptCell> candidate) {
    List<Frame> frames = new ArrayList<>(past);
    frames.add(new Frame(candidate, totals));
    Attack attack = new Attack();
    Map<Place, Integer> numbers = new HashMap<>();
    Set<Place> secrets = new HashSet<>();
    Map<String, Set<String>> groups = groups(frames);
    for (int frame = 0; frame < frames.size(); frame++) {
      for (String window : totals.keySet()) {
        describe(attack, column, frames.get(frame), frame, window, groups, numbers, secrets);
        if (frame > 0) {
          move(attack, column, frames.get(frame), frame, window, groups, numbers);
        }
      }
    }
    nest(attack, numbers);
    if (secrets.isEmpty()) {
      return secrets;
    }
    attack.run();
    secrets.removeIf(place -> safe(attack, numbers.get(place)));
    return secrets;
  }

  private boolean safe(Attack attack, int number) {
    return attack.low(number) <= 1 && attack.high(number) >= rule.minimumCount() - 1;
  }

  private Map<String, Set<String>> groups(List<Frame> frames) {
    Map<String, Set<String>> groups = new HashMap<>();
    for (String window : totals.keySet()) {
      Set<String> names = new HashSet<>();
      for (Frame frame : frames) {
        frame.cells.stream()
            .filter(cell -> cell.window().equals(window))
            .forEach(cell -> names.add(cell.key().group()));
      }
      groups.put(window, names);
    }
    return groups;
  }

  private void describe(
      Attack attack,
      Column column,
      Frame frame,
      int index,
      String window,
      Map<String, Set<String>> groups,
      Map<Place, Integer> numbers,
      Set<Place> secrets) {
    long total = column.of(frame.totals.get(window));
    Map<String, KeptCell> here = new HashMap<>();
    frame.cells.stream()
        .filter(cell -> cell.window().equals(window))
        .forEach(cell -> here.put(cell.key().group(), cell));
    List<Integer> parts = new ArrayList<>();
    for (String group : groups.get(window)) {
      Place place = new Place(index, window, group);
      KeptCell cell = here.get(group);
      Column.Range read = read(column, cell, total);
      int number = attack.number(read.low(), read.high());
      numbers.put(place, number);
      parts.add(number);
      if (cell != null && secret(column, cell)) {
        secrets.add(place);
      }
    }
    attack.sum(parts, total);
  }

  /** Shown now: a range. Shown earlier, or hidden: anything up to the total. No cell: none. */
  private Column.Range read(Column column, KeptCell cell, long total) {
    if (cell == null) {
      return new Column.Range(0, 0);
    }
    if (cell.state() == KeptCell.State.PUBLISHED) {
      Column.Range range = columns.read(column, cell.shown(), rule);
      if (range != null) {
        return range;
      }
    }
    return new Column.Range(0, total);
  }

  private boolean secret(Column column, KeptCell cell) {
    long exact = column.of(cell.exact());
    boolean shown = columns.read(column, cell.shown(), rule) != null;
    return !shown && exact > 0 && exact < rule.minimumCount();
  }

  private void move(
      Attack attack,
      Column column,
      Frame frame,
      int index,
      String window,
      Map<String, Set<String>> groups,
      Map<Place, Integer> numbers) {
    long gained = 0;
    long lost = 0;
    for (KeptCell cell : frame.cells) {
      if (cell.window().equals(window)) {
        gained += column.of(cell.gained());
        lost += column.of(cell.lost());
      }
    }
    for (String group : groups.get(window)) {
      attack.step(
          numbers.get(new Place(index - 1, window, group)),
          numbers.get(new Place(index, window, group)),
          -lost,
          gained);
    }
  }

  /** The short window lies within the long one. */
  private static void nest(Attack attack, Map<Place, Integer> numbers) {
    numbers.forEach(
        (place, number) -> {
          Integer outer = numbers.get(new Place(place.frame, Window.W52.label, place.group));
          if (place.window.equals(Window.W13.label) && outer != null) {
            attack.step(number, outer, 0, Long.MAX_VALUE / 4);
          }
        });
  }
}
