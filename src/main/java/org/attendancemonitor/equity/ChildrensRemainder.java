package org.attendancemonitor.equity;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.attendancemonitor.record.KeptCell;
import org.attendancemonitor.record.Subject;
import org.attendancemonitor.record.TallyKey;

/**
 * Children make up most of those who depend on others: where an age band below 16 is hidden, the
 * was-not-brought ratio less the other band would give it back. Not so where everybody in the
 * service depends on others: the ratio is then that of the whole service, which is known anyway.
 */
final class ChildrensRemainder {
  private static final Set<String> CHILDREN = Set.of("0-4", "5-15");

  private final EquitySettings settings;

  ChildrensRemainder(EquitySettings settings) {
    this.settings = settings;
  }

  /** The cells, with the was-not-brought ratio hidden where it would tell too much. */
  List<KeptCell> hideIn(List<KeptCell> cells) {
    Set<String> hidden = new TreeSet<>();
    Set<String> mixed = new TreeSet<>();
    for (KeptCell cell : cells) {
      TallyKey key = cell.key();
      if (cell.subject() != Subject.APPOINTMENTS) {
        continue;
      }
      if (key.dimension().equals("age_band")
          && CHILDREN.contains(key.group())
          && cell.state() == KeptCell.State.HIDDEN
          && settings.due(cell.outcomes()) > 0) {
        hidden.add(place(cell));
      }
      if (key.dimension().equals(TallyKey.WAS_NOT_BROUGHT)
          && key.group().equals("no")
          && !cell.exact().isNone()) {
        mixed.add(place(cell));
      }
    }
    hidden.retainAll(mixed);
    return cells.stream()
        .map(
            cell ->
                cell.subject() == Subject.APPOINTMENTS
                        && cell.key().dimension().equals(TallyKey.WAS_NOT_BROUGHT)
                        && hidden.contains(place(cell))
                    ? cell.hidden()
                    : cell)
        .toList();
  }

  private static String place(KeptCell cell) {
    return cell.key().service() + cell.window();
  }
}
