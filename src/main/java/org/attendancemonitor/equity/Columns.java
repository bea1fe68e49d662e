package org.attendancemonitor.equity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.attendancemonitor.record.Counts;
import org.attendancemonitor.record.KeptCell;
import org.attendancemonitor.record.Subject;
import org.attendancemonitor.statistics.Proportion;

/**
 * The columns of a subject under the definition in force: which two decide whether a cell is shown,
 * and which are hidden one by one.
 */
final class Columns {

  /** Place of the column told in two among those that hang together with it. */
  static final int WHOLE = 0;

  /** Place of its part. */
  static final int PART = 1;

  /** Place of {@link #good} among them, in a stock. */
  static final int GOOD = 3;

  /** What should happen: attended, seen, waiting within 18 weeks. Decides with {@link #bad}. */
  final Column good;

  /** What should not: missed, removed unseen, waiting longer. */
  final Column bad;

  /** Hidden one by one where they are small. */
  final List<Column> parts;

  /** One of the columns above told in two, or null. */
  final Split split;

  /**
   * A column told in two, only where both may be shown.
   *
   * @param whole the two together
   * @param part one of {@link Columns#parts}
   * @param rest the whole without the part
   * @param shownAs label of the whole where it is not told in two
   * @param apart whether the label holds the rest where it is told in two, else always the whole
   */
  record Split(Column whole, Column part, Column rest, String shownAs, boolean apart) {}

  private final boolean stock;
  private final List<String> windows;
  private final List<Column> all;

  private Columns(Subject subject, Column good, Column bad, List<Column> parts, Split split) {
    this.stock = subject.stock();
    this.windows = Window.labels(subject);
    this.good = good;
    this.bad = bad;
    this.parts = parts;
    this.split = split;
    List<Column> every = new ArrayList<>(List.of(good, bad));
    every.addAll(parts);
    if (split != null) {
      every.add(split.rest());
    }
    this.all = List.copyOf(every);
  }

  /** Those of a subject; what counts as missed is a setting. */
  static Columns of(Subject subject, EquitySettings settings) {
    return switch (subject) {
      case APPOINTMENTS -> appointments(settings.countLateNotSeenAsDna());
      case EXITS -> new Columns(subject, named("seen"), named("removed_unseen"), List.of(), null);
      case WAITING -> waiting();
    };
  }

  private static Columns appointments(boolean lateCounts) {
    Column dna = named("dna");
    Column late = named("late_not_seen");
    List<Column> parts =
        List.of(late, named("patient_cancelled"), named("provider_cancelled"), named("unknown"));
    if (!lateCounts) {
      return new Columns(Subject.APPOINTMENTS, named("attended"), dna, parts, null);
    }
    Column missed = new Column("missed", counts -> dna.of(counts) + late.of(counts));
    return new Columns(
        Subject.APPOINTMENTS,
        named("attended"),
        missed,
        parts,
        new Split(missed, late, dna, "dna", true));
  }

  private static Columns waiting() {
    Column over18 = named("over_18w");
    Column over52 = named("over_52w");
    // Who comes to wait over 52 weeks leaves those between.
    Column between =
        new Column("18w_to_52w", counts -> over18.of(counts) - over52.of(counts), over52.of());
    return new Columns(
        Subject.WAITING,
        named("within_18w"),
        over18,
        List.of(over52),
        new Split(over18, over52, between, "over_18w", false));
  }

  private static Column named(String name) {
    return new Column(name, counts -> counts.get(name));
  }

  /** Labels of the windows that the subject is counted over. */
  List<String> windows() {
    return windows;
  }

  /** Counted at one moment: who is counted in one release is counted in others too. */
  boolean stock() {
    return stock;
  }

  /**
   * Those that hang together: what is known of one says something of the others. Where there is
   * more than one, {@link #WHOLE}, {@link #PART} and the rest of the split come first, and of a
   * stock {@link #GOOD} after them.
   */
  List<List<Column>> strands() {
    List<List<Column>> strands = new ArrayList<>();
    if (split != null) {
      List<Column> together = new ArrayList<>(List.of(split.whole(), split.part(), split.rest()));
      if (stock) {
        together.add(good);
      }
      strands.add(together);
    }
    for (Column column : all()) {
      if (split == null || !strands.get(0).contains(column)) {
        strands.add(List.of(column));
      }
    }
    return strands;
  }

  /** Everything an attacker wants to know. */
  List<Column> all() {
    return all;
  }

  /** Decides whether the whole cell is shown. */
  boolean core(Column column) {
    return column == good || column == bad;
  }

  /** The two columns that decide, together: a ratio's denominator. */
  long due(Counts counts) {
    return good.of(counts) + bad.of(counts);
  }

  /** The values as shown, with every part told. */
  Map<String, Long> shown(Counts exact, DisclosureRule rule) {
    Map<String, Long> shown = new TreeMap<>();
    exact.byColumn().forEach((name, n) -> shown.put(name, rule.round(n)));
    return shown;
  }

  /**
   * The values without a part.
   *
   * @param part one of {@link #parts}, or the rest of the split, which goes with its part
   * @param from the counts that the values were made from
   */
  Map<String, Long> without(
      Column part, Map<String, Long> shown, Counts from, DisclosureRule rule) {
    String name = apart(part) ? split.part().name() : part.name();
    if (!shown.containsKey(name)) {
      return shown;
    }
    Map<String, Long> rest = new TreeMap<>(shown);
    rest.remove(name);
    if (apart(part) && split.apart()) {
      rest.put(split.shownAs(), rule.round(split.whole().of(from)));
    }
    return rest;
  }

  /** The part that gives a column which does not decide away: itself, or that of its split. */
  Column partOf(Column column) {
    return apart(column) ? split.part() : column;
  }

  private boolean apart(Column column) {
    return split != null && (column == split.part() || column == split.rest());
  }

  /** A part may be told, as far as its own cell goes. */
  boolean tellable(Column part, Counts exact, DisclosureRule rule) {
    return rule.shows(part.of(exact))
        && (split == null || part != split.part() || rule.shows(split.rest().of(exact)));
  }

  /**
   * The range a viewer reads of a count in the release that a cell belongs to, or null where there
   * is none: not of a hidden cell, unless it is empty, nor of one that is kept from before.
   */
  Column.Range told(Column column, KeptCell cell, DisclosureRule rule) {
    return switch (cell.state()) {
      case PUBLISHED -> read(column, cell.shown(), rule);
      case KEPT -> null;
      case HIDDEN -> cell.exact().isNone() ? new Column.Range(0, 0) : null;
    };
  }

  private Column.Range read(Column column, Map<String, Long> shown, DisclosureRule rule) {
    boolean rounded = rule.made(shown.values());
    if (split == null || column != split.whole() && column != split.rest()) {
      return range(shown.get(column.name()), rule, rounded);
    }
    Column.Range named = range(shown.get(split.shownAs()), rule, rounded);
    Column.Range part = range(shown.get(split.part().name()), rule, rounded);
    boolean whole = column == split.whole();
    if (part == null) {
      return whole ? named : null;
    }
    if (whole == !split.apart()) {
      return named;
    }
    return whole
        ? new Column.Range(named.low() + part.low(), named.high() + part.high())
        : new Column.Range(Math.max(0, named.low() - part.high()), named.high() - part.low());
  }

  /** The value of {@link #bad} as shown, its parts together; null where it is not. */
  Long shownBad(Map<String, Long> shown) {
    if (split == null || !split.apart()) {
      return shown.get(bad.name());
    }
    Long named = shown.get(split.shownAs());
    return named == null ? null : named + shown.getOrDefault(split.part().name(), 0L);
  }

  /** What should not happen of both, as shown; empty where either is not. */
  Optional<Proportion> share(Map<String, Long> shown) {
    Long goods = shown.get(good.name());
    Long bads = shownBad(shown);
    return goods == null || bads == null
        ? Optional.empty()
        : Optional.of(new Proportion(bads, goods + bads)).filter(Proportion::defined);
  }

  private static Column.Range range(Long shown, DisclosureRule rule, boolean rounded) {
    if (shown == null) {
      return null;
    }
    return rounded
        ? new Column.Range(rule.least(shown), rule.most(shown))
        : new Column.Range(shown, shown);
  }
}
