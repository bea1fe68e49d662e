package org.attendancemonitor.equity;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attendancemonitor.record.KeptCell;
import org.attendancemonitor.record.OutcomeCounts;

/**
 * The attack on one margin, over the releases kept so far and the one in the making. The attacker
 * is given more than any viewer has: besides everything shown and the exact totals, how much of
 * each outcome the service gained and lost between two releases.
 */
final class MarginAttack {
  private final DisclosureRule rule;
  private final boolean lateCounts;
  private final List<Frame> past;
  private final Map<Window, OutcomeCounts> totals;

  /**
   * One release of this margin.
   *
   * @param cells the groups in every window; a group that is missing had no appointment
   * @param totals exact, of the service, by window
   */
  record Frame(List<KeptCell> cells, Map<Window, OutcomeCounts> totals) {}

  /** One number the attacker wants, and whether it has to stay hidden. */
  private record Place(int frame, Window window, String group) {}

  /**
   * @param past earlier releases whose windows overlap, oldest first
   * @param totals of the release in the making
   */
  MarginAttack(
      DisclosureRule rule,
      boolean lateCounts,
      List<Frame> past,
      Map<Window, OutcomeCounts> totals) {
    this.rule = rule;
    this.lateCounts = lateCounts;
    this.past = past;
    this.totals = totals;
  }

  /** A column in which a small hidden count would become known, if there is one. */
  Optional<Column> leak(List<DraftCell> draft) {
    List<KeptCell> candidate = draft.stream().map(cell -> cell.kept(null)).toList();
    List<KeptCell> silent = draft.stream().map(MarginAttack::unseen).toList();
    for (Column column : Column.values()) {
      if (column == Column.DNA && !lateCounts) {
        continue;
      }
      Set<Place> known = found(column, candidate);
      if (!known.isEmpty() && !found(column, silent).containsAll(known)) {
        return Optional.of(column);
      }
    }
    return Optional.empty();
  }

  /** What earlier releases and totals tell anyway cannot be taken back by hiding now. */
  private static KeptCell unseen(DraftCell cell) {
    KeptCell kept = cell.kept(null);
    return new KeptCell(
        kept.key(),
        kept.window(),
        KeptCell.State.HIDDEN,
        kept.exact(),
        kept.patients(),
        kept.gained(),
        kept.lost(),
        null,
        Map.of(),
        null);
  }

  private Set<Place> found(Column column, List<KeptCell> candidate) {
    List<Frame> frames = new ArrayList<>(past);
    frames.add(new Frame(candidate, totals));
    Attack attack = new Attack();
    Map<Place, Integer> numbers = new HashMap<>();
    Set<Place> secrets = new HashSet<>();
    Map<Window, Set<String>> groups = groups(frames);
    for (int frame = 0; frame < frames.size(); frame++) {
      for (Window window : Window.values()) {
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

  private static Map<Window, Set<String>> groups(List<Frame> frames) {
    Map<Window, Set<String>> groups = new EnumMap<>(Window.class);
    for (Window window : Window.values()) {
      Set<String> names = new HashSet<>();
      for (Frame frame : frames) {
        frame.cells.stream()
            .filter(cell -> cell.window().equals(window.label))
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
      Window window,
      Map<Window, Set<String>> groups,
      Map<Place, Integer> numbers,
      Set<Place> secrets) {
    long total = column.of(frame.totals.get(window), lateCounts);
    Map<String, KeptCell> here = new HashMap<>();
    frame.cells.stream()
        .filter(cell -> cell.window().equals(window.label))
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
      Column.Range range = column.read(cell.shown(), rule, lateCounts);
      if (range != null) {
        return range;
      }
    }
    return new Column.Range(0, total);
  }

  private boolean secret(Column column, KeptCell cell) {
    long exact = column.of(cell.exact(), lateCounts);
    boolean shown = column.read(cell.shown(), rule, lateCounts) != null;
    return !shown && exact > 0 && exact < rule.minimumCount();
  }

  private void move(
      Attack attack,
      Column column,
      Frame frame,
      int index,
      Window window,
      Map<Window, Set<String>> groups,
      Map<Place, Integer> numbers) {
    long gained = 0;
    long lost = 0;
    for (KeptCell cell : frame.cells) {
      if (cell.window().equals(window.label)) {
        gained += column.of(cell.gained(), lateCounts);
        lost += column.of(cell.lost(), lateCounts);
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
          Integer outer = numbers.get(new Place(place.frame, Window.W52, place.group));
          if (place.window == Window.W13 && outer != null) {
            attack.step(number, outer, 0, Long.MAX_VALUE / 4);
          }
        });
  }
}
