package org.attendancemonitor.equity;

import java.time.LocalDate;
import java.util.List;
import java.util.function.LongSupplier;
import org.attendancemonitor.record.KeptCell;
import org.attendancemonitor.record.TallyKey;

/** Whether a cell may be shown for itself, and with the counts of which release. */
final class Judgement {
  private final EquitySettings settings;
  private final Counted counted;
  private final Columns columns;

  Judgement(EquitySettings settings, Counted counted) {
    this.settings = settings;
    this.counted = counted;
    this.columns = Columns.of(counted.subject(), settings);
  }

  /** Shows the cell exactly. */
  void open(DraftCell draft) {
    publish(draft);
    draft.shown = draft.exact.byColumn();
  }

  /**
   * Publishes the cell, keeps what the release before showed of it, or leaves it hidden. A cell is
   * published again only when what entered or left it since is itself large enough to be seen,
   * whether it was hidden in between or not.
   */
  void judge(DraftCell draft) {
    boolean shows =
        listed(draft.key)
            && shows(
                draft.key,
                columns.good.of(draft.exact),
                columns.bad.of(draft.exact),
                draft.patients);
    KeptCell last = draft.before;
    if (!comparable(draft.window, last)) {
      if (shows) {
        publish(draft);
      }
      return;
    }
    draft.remember(
        last.state() != KeptCell.State.HIDDEN && settings.disclosure().made(last.shown().values()));
    KeptCell.Basis basis = last.basis();
    Movement since =
        Movement.between(
            basis.exact(),
            draft.exact,
            counted.entered(draft.key, draft.window, basis.upTo()),
            counted.left(draft.key, draft.window, basis.upTo()));
    if (since.none() || seen(draft, since, basis)) {
      if (shows) {
        publish(draft);
      }
    } else {
      draft.holdBack();
    }
  }

  /** What was shown last of a cell can still be subtracted from what would be shown now. */
  private boolean comparable(String window, KeptCell last) {
    if (last == null || last.basis() == null) {
      return false;
    }
    LocalDate then = last.basis().upTo();
    boolean forgotten =
        last.state() == KeptCell.State.HIDDEN
            && then.isBefore(PastReleases.horizon(counted.upTo()));
    return !forgotten && Slice.overlap(counted.subject(), window, then, counted.upTo());
  }

  private void publish(DraftCell draft) {
    draft.state = KeptCell.State.PUBLISHED;
    draft.basis = new KeptCell.Basis(counted.upTo(), draft.exact, draft.patients);
  }

  /** What changed is itself large enough to be seen; the patients behind it are a lower bound. */
  private boolean seen(DraftCell draft, Movement since, KeptCell.Basis basis) {
    long more = draft.patients - basis.patients();
    return part(
            draft.key,
            since.gained(columns.good),
            since.gained(columns.bad),
            () -> Math.max(more, counted.patientsEntered(draft.key, draft.window, basis.upTo())))
        && part(
            draft.key,
            since.lost(columns.good),
            since.lost(columns.bad),
            () -> Math.max(-more, counted.patientsLeft(draft.key, draft.window, basis.upTo())));
  }

  /** Patients are asked for only where everything else would do. */
  private boolean part(TallyKey key, long good, long bad, LongSupplier patients) {
    return good + bad == 0
        || shows(key, good, bad, Long.MAX_VALUE) && shows(key, good, bad, patients.getAsLong());
  }

  private boolean listed(TallyKey key) {
    if (key.dimension().equals(TallyKey.WAS_NOT_BROUGHT)) {
      return true;
    }
    List<String> groups = settings.dimensions().get(key.dimension());
    return groups.isEmpty() || groups.contains(key.group());
  }

  private boolean shows(TallyKey key, long good, long bad, long patients) {
    DisclosureRule rule = settings.disclosure();
    return rule.shows(good, bad, patients, !rule.hideAllAttended().contains(key.dimension()));
  }
}
