package org.attendancemonitor.equity;

import java.util.List;
import org.attendancemonitor.record.Counts;
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
   * published again only when what entered or left it since is itself large enough to be seen.
   */
  void judge(DraftCell draft) {
    boolean shows = listed(draft.key) && shows(draft.key, draft.exact, draft.patients);
    KeptCell last = draft.before;
    boolean overlaps =
        last != null
            && last.basis() != null
            && Slice.overlap(counted.subject(), draft.window, last.basis().upTo(), counted.upTo());
    if (!overlaps) {
      if (shows) {
        publish(draft);
      }
      return;
    }
    draft.mayBeKept();
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
      draft.keep();
    }
  }

  private void publish(DraftCell draft) {
    draft.state = KeptCell.State.PUBLISHED;
    draft.basis = new KeptCell.Basis(counted.upTo(), draft.exact, draft.patients);
  }

  /** What changed is itself large enough to be seen; the patients behind it are a lower bound. */
  private boolean seen(DraftCell draft, Movement since, KeptCell.Basis basis) {
    long more = draft.patients - basis.patients();
    return part(draft, since.gained(), more, true, basis)
        && part(draft, since.lost(), -more, false, basis);
  }

  private boolean part(
      DraftCell draft, Counts counts, long net, boolean entered, KeptCell.Basis basis) {
    if (columns.due(counts) == 0) {
      return true;
    }
    // Counting patients is the dear part: only where everything else would do.
    if (!shows(draft.key, counts, Long.MAX_VALUE)) {
      return false;
    }
    long people =
        entered
            ? counted.patientsEntered(draft.key, draft.window, basis.upTo())
            : counted.patientsLeft(draft.key, draft.window, basis.upTo());
    return shows(draft.key, counts, Math.max(people, net));
  }

  private boolean listed(TallyKey key) {
    if (key.dimension().equals(TallyKey.WAS_NOT_BROUGHT)) {
      return true;
    }
    List<String> groups = settings.dimensions().get(key.dimension());
    return groups.isEmpty() || groups.contains(key.group());
  }

  private boolean shows(TallyKey key, Counts counts, long patients) {
    DisclosureRule rule = settings.disclosure();
    return rule.shows(
        columns.good.of(counts),
        columns.bad.of(counts),
        patients,
        !rule.hideAllAttended().contains(key.dimension()));
  }
}
