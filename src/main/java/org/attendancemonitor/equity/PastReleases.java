package org.attendancemonitor.equity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.attendancemonitor.record.KeptCell;
import org.attendancemonitor.record.KeptRelease;
import org.attendancemonitor.record.Subject;
import org.attendancemonitor.record.TallyKey;

/**
 * What was released so far, as far as a new release can be compared with it: the newest release,
 * and what those of the last five quarters told of each margin. A margin is a subject by a
 * dimension of a service.
 */
final class PastReleases {
  static final Comparator<TallyKey> BY_GROUP = Comparator.comparing(TallyKey::group);

  private final DisclosureRule rule;
  private final Map<Subject, Columns> columns = new EnumMap<>(Subject.class);
  private final List<Past> past = new ArrayList<>();
  private final Map<String, Map<TallyKey, Map<String, KeptCell>>> newest = new HashMap<>();
  private KeptRelease last;

  private record Past(Instant slot, LocalDate upTo, Map<String, Frame> margins) {}

  PastReleases(EquitySettings settings) {
    this.rule = settings.disclosure();
    for (Subject subject : Subject.values()) {
      columns.put(subject, Columns.of(subject, settings));
    }
  }

  /** The last day of the oldest release that matters for one that ends on a day. */
  static LocalDate horizon(LocalDate upTo) {
    return Window.W13.after(Window.W52.after(upTo));
  }

  /** The margin a group belongs to. */
  static String margin(Subject subject, TallyKey key) {
    return subject + "\n" + key.service() + '\n' + key.dimension();
  }

  /** Remembers a release that is newer than all others, and forgets those it makes irrelevant. */
  void add(KeptRelease release) {
    Map<String, List<KeptCell>> cells = new HashMap<>();
    newest.clear();
    for (KeptCell cell : release.cells()) {
      String margin = margin(cell.subject(), cell.key());
      cells.computeIfAbsent(margin, name -> new ArrayList<>()).add(cell);
      newest
          .computeIfAbsent(margin, name -> new TreeMap<>(BY_GROUP))
          .computeIfAbsent(cell.key(), key -> new HashMap<>())
          .put(cell.window(), cell);
    }
    Map<String, Frame> margins = new HashMap<>();
    cells.forEach((name, theirs) -> margins.put(name, frame(release.upTo(), theirs)));
    past.add(new Past(release.slot(), release.upTo(), margins));
    past.removeIf(one -> one.upTo.isBefore(horizon(release.upTo())));
    last = release;
  }

  /**
   * Remembers a release of which another one is the newest.
   *
   * @return takes its cells, margin by margin
   */
  Consumer<List<KeptCell>> older(Instant slot, LocalDate upTo) {
    Map<String, Frame> margins = new HashMap<>();
    past.add(new Past(slot, upTo, margins));
    return cells ->
        margins.put(margin(cells.get(0).subject(), cells.get(0).key()), frame(upTo, cells));
  }

  /** Forgets all but the newest, and those whose slot is one of the others. */
  void forgetAllBut(int count, Predicate<Instant> others) {
    int older = past.size() - count;
    List<Past> kept = new ArrayList<>();
    for (int i = 0; i < past.size(); i++) {
      if (i >= older || others.test(past.get(i).slot)) {
        kept.add(past.get(i));
      }
    }
    past.clear();
    past.addAll(kept);
  }

  private Frame frame(LocalDate upTo, List<KeptCell> cells) {
    return new Frame(upTo, columns.get(cells.get(0).subject()), rule, cells);
  }

  /** The newest one, or null where there is none. */
  KeptRelease newest() {
    return last;
  }

  /** The last days of those that the next one may be compared with. */
  Set<LocalDate> days() {
    Set<LocalDate> days = new TreeSet<>();
    if (last != null) {
      days.add(last.upTo());
      last.cells().stream()
          .map(KeptCell::basis)
          .filter(Objects::nonNull)
          .forEach(basis -> days.add(basis.upTo()));
    }
    return days;
  }

  /** The groups of a subject in the newest one, by margin. */
  Map<String, Set<TallyKey>> groups(Subject subject) {
    Map<String, Set<TallyKey>> groups = new HashMap<>();
    newest.forEach(
        (name, keys) -> {
          if (name.startsWith(subject + "\n")) {
            groups.put(name, keys.keySet());
          }
        });
    return groups;
  }

  /** The cell of the newest one, or null. */
  KeptCell newest(Subject subject, TallyKey key, String window) {
    return newest
        .getOrDefault(margin(subject, key), Map.of())
        .getOrDefault(key, Map.of())
        .get(window);
  }

  /** The last days of all that are remembered, in order, with that of the one in the making. */
  Timeline timeline(LocalDate upTo) {
    List<LocalDate> days = new ArrayList<>(past.stream().map(Past::upTo).toList());
    days.add(upTo);
    return new Timeline(days);
  }

  /** What each of them told of a margin. */
  List<Frame> frames(Subject subject, String margin) {
    return past.stream()
        .map(
            one ->
                one.margins.getOrDefault(
                    margin, new Frame(one.upTo, columns.get(subject), rule, List.of())))
        .toList();
  }
}
