package org.attendancemonitor.equity;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.attendancemonitor.record.Counts;
import org.attendancemonitor.record.KeptCell;
import org.attendancemonitor.record.KeptRelease;
import org.attendancemonitor.record.Subject;
import org.attendancemonitor.record.TallyKey;

/**
 * Earlier releases whose windows overlap with the one in the making: what a viewer can compare it
 * with. A margin is a subject by a dimension of a service.
 */
final class PastReleases {
  static final Comparator<TallyKey> BY_GROUP = Comparator.comparing(TallyKey::group);

  private final KeptRelease last;
  private final List<Map<String, List<KeptCell>>> margins = new ArrayList<>();
  private final Map<String, Map<TallyKey, Map<String, KeptCell>>> newest = new HashMap<>();

  /**
   * @param past earlier releases, oldest first
   * @param upTo the last day of the release in the making
   */
  PastReleases(List<KeptRelease> past, LocalDate upTo) {
    List<KeptRelease> overlapping =
        past.stream().filter(release -> release.upTo().isAfter(Window.W52.after(upTo))).toList();
    for (KeptRelease release : overlapping) {
      Map<String, List<KeptCell>> byName = new HashMap<>();
      for (KeptCell cell : release.cells()) {
        byName
            .computeIfAbsent(margin(cell.subject(), cell.key()), name -> new ArrayList<>())
            .add(cell);
      }
      margins.add(byName);
    }
    if (overlapping.isEmpty()) {
      last = null;
      return;
    }
    last = overlapping.get(overlapping.size() - 1);
    for (KeptCell cell : last.cells()) {
      newest
          .computeIfAbsent(margin(cell.subject(), cell.key()), name -> new TreeMap<>(BY_GROUP))
          .computeIfAbsent(cell.key(), key -> new HashMap<>())
          .put(cell.window(), cell);
    }
  }

  /** The margin a group belongs to. */
  static String margin(Subject subject, TallyKey key) {
    return subject + "\n" + key.service() + '\n' + key.dimension();
  }

  /** The last day of the newest one, or null where there is none. */
  LocalDate newestDay() {
    return last == null ? null : last.upTo();
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

  /** The newest one, or null where there is none. */
  KeptRelease newest() {
    return last;
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

  /** What each of them showed of a margin, and the exact totals that everybody knew then. */
  List<MarginAttack.Frame> frames(Subject subject, String margin) {
    List<MarginAttack.Frame> frames = new ArrayList<>();
    for (Map<String, List<KeptCell>> byName : margins) {
      List<KeptCell> cells = byName.getOrDefault(margin, List.of());
      Map<String, Counts> totals = new HashMap<>();
      for (String window : Window.labels(subject)) {
        totals.put(
            window,
            cells.stream()
                .filter(cell -> cell.window().equals(window))
                .map(KeptCell::exact)
                .reduce(Counts.none(subject), Counts::plus));
      }
      frames.add(new MarginAttack.Frame(cells, totals));
    }
    return frames;
  }
}
