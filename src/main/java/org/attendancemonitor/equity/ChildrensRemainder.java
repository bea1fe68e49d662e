package org.attendancemonitor.equity;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.attendancemonitor.record.KeptCell;
import org.attendancemonitor.record.Subject;
import org.attendancemonitor.record.TallyKey;

/**
 * Children make up most of those who depend on others: where an age band of theirs is hidden, the
 * was-not-brought ratio less the other bands would give it back, and where one is kept because
 * little has changed, how little. So a ratio is not told anew unless all of these bands are. Not so
 * where everybody in the service depends on others: the ratio is then that of the whole service,
 * which is known anyway.
 */
final class ChildrensRemainder {
  private final EquitySettings settings;
  private final DependentBands bands;
  private final PastReleases past;
  private final LocalDate upTo;

  /**
   * @param bands have seen every patient
   * @param past earlier releases
   * @param upTo the last day of the release in the making
   */
  ChildrensRemainder(
      EquitySettings settings, DependentBands bands, PastReleases past, LocalDate upTo) {
    this.settings = settings;
    this.bands = bands;
    this.past = past;
    this.upTo = upTo;
  }

  /** The cells, with the was-not-brought ratio hidden or kept where it would tell too much. */
  List<KeptCell> hideIn(List<KeptCell> cells) {
    Set<String> mixed = new TreeSet<>();
    Set<String> hidden = new TreeSet<>();
    Set<String> kept = new TreeSet<>();
    for (KeptCell cell : cells) {
      if (cell.subject() == Subject.APPOINTMENTS) {
        if (childrens(cell) && cell.state() == KeptCell.State.HIDDEN) {
          hidden.add(place(cell));
        }
        if (childrens(cell) && cell.state() == KeptCell.State.KEPT) {
          kept.add(place(cell));
        }
        if (wasNotBrought(cell) && cell.key().group().equals("no") && !cell.exact().isNone()) {
          mixed.add(place(cell));
        }
      }
    }
    hidden.retainAll(mixed);
    kept.retainAll(mixed);
    return cells.stream().map(cell -> told(cell, hidden, kept)).toList();
  }

  private boolean childrens(KeptCell cell) {
    TallyKey key = cell.key();
    return key.dimension().equals("age_band")
        && settings.due(cell.outcomes()) > 0
        && bands.contains(key.service(), key.group());
  }

  private static boolean wasNotBrought(KeptCell cell) {
    return cell.subject() == Subject.APPOINTMENTS
        && cell.key().dimension().equals(TallyKey.WAS_NOT_BROUGHT);
  }

  private KeptCell told(KeptCell cell, Set<String> hidden, Set<String> kept) {
    if (!wasNotBrought(cell)) {
      return cell;
    }
    if (hidden.contains(place(cell))) {
      return hidden(cell, remembered(cell));
    }
    return kept.contains(place(cell)) && cell.state() == KeptCell.State.PUBLISHED
        ? asBefore(cell)
        : cell;
  }

  private KeptCell asBefore(KeptCell cell) {
    Optional<KeptCell> before = remembered(cell);
    return before
        .filter(last -> last.state() != KeptCell.State.HIDDEN)
        .filter(last -> settings.disclosure().made(last.shown().values()))
        .map(cell::keptAs)
        .orElseGet(() -> hidden(cell, before));
  }

  /** The cell of the release before, if what was shown of it last has days in common with it. */
  private Optional<KeptCell> remembered(KeptCell cell) {
    return Optional.ofNullable(past.newest(Subject.APPOINTMENTS, cell.key(), cell.window()))
        .filter(before -> before.basis() != null)
        .filter(
            before ->
                Slice.overlap(Subject.APPOINTMENTS, cell.window(), before.basis().upTo(), upTo));
  }

  private static KeptCell hidden(KeptCell cell, Optional<KeptCell> before) {
    return cell.hidden(before.map(KeptCell::basis).orElse(null));
  }

  private static String place(KeptCell cell) {
    return cell.key().service() + cell.window();
  }
}
