package org.attendancemonitor.equity;

import java.util.Map;
import org.attendancemonitor.record.Counts;
import org.attendancemonitor.record.KeptCell;
import org.attendancemonitor.record.TallyKey;

/** A cell of the release in the making: its counts are settled, what is shown of it is not. */
final class DraftCell {
  final TallyKey key;
  final String window;
  final Counts exact;
  final long patients;

  /** Since the release before. */
  final Movement movement;

  /** The cell of the release before, or null. */
  final KeptCell before;

  /** What was shown last, in the release before or an earlier one, still tells of this one. */
  private boolean remembered;

  /** It may be shown again. */
  private boolean keepable;

  KeptCell.State state = KeptCell.State.HIDDEN;
  KeptCell.Basis basis;
  Map<String, Long> shown = Map.of();

  DraftCell(
      TallyKey key,
      String window,
      Counts exact,
      long patients,
      Movement movement,
      KeptCell before) {
    this.key = key;
    this.window = window;
    this.exact = exact;
    this.patients = patients;
    this.movement = movement;
    this.before = before;
  }

  boolean hidden() {
    return state == KeptCell.State.HIDDEN;
  }

  boolean hiddenBefore() {
    return before != null && before.state() == KeptCell.State.HIDDEN;
  }

  /**
   * What was shown last has days in common with this release.
   *
   * @param keepable the release before shows it, protected, so this one may
   */
  void remember(boolean keepable) {
    this.remembered = true;
    this.keepable = keepable;
    hide();
  }

  private void keep() {
    state = KeptCell.State.KEPT;
    basis = before.basis();
    shown = before.shown();
  }

  /** Tells nothing new: what was shown before, or nothing. */
  void holdBack() {
    if (keepable) {
      keep();
    } else {
      hide();
    }
  }

  void hide() {
    state = KeptCell.State.HIDDEN;
    basis = remembered ? before.basis() : null;
    shown = Map.of();
  }

  KeptCell kept(KeptCell.Ratio ratio) {
    return new KeptCell(
        key,
        window,
        state,
        exact,
        patients,
        movement.gained(),
        movement.lost(),
        basis,
        shown,
        ratio);
  }
}
