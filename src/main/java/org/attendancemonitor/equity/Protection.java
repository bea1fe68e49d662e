package org.attendancemonitor.equity;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.attendancemonitor.record.Counts;
import org.attendancemonitor.record.KeptCell;
import org.attendancemonitor.record.Subject;
import org.attendancemonitor.record.TallyKey;
import org.attendancemonitor.statistics.Estimate;
import org.attendancemonitor.statistics.Proportion;

/** Cells of one subject for a release: counted, judged one by one, protected margin by margin. */
final class Protection {
  private final EquitySettings settings;
  private final Counted counted;
  private final PastReleases past;
  private final Subject subject;
  private final Columns columns;
  private final Judgement judgement;
  private final Timeline timeline;
  private final PatientCounts patients;

  /**
   * @param patients have all been seen
   */
  Protection(EquitySettings settings, Counted counted, PastReleases past, PatientCounts patients) {
    this.patients = patients;
    this.settings = settings;
    this.counted = counted;
    this.past = past;
    this.subject = counted.subject();
    this.columns = Columns.of(subject, settings);
    this.judgement = new Judgement(settings, counted);
    this.timeline = past.timeline(counted.upTo());
  }

  /** The cells, hidden ones among them. */
  List<KeptCell> cells() {
    Map<String, Set<TallyKey>> margins = new TreeMap<>();
    for (String window : Window.labels(subject)) {
      for (TallyKey key : counted.window(window).keySet()) {
        margins.computeIfAbsent(PastReleases.margin(subject, key), Protection::groups).add(key);
      }
    }
    past.groups(subject)
        .forEach((name, keys) -> margins.computeIfAbsent(name, Protection::groups).addAll(keys));
    List<KeptCell> cells = new ArrayList<>();
    margins.forEach((name, keys) -> cells.addAll(margin(name, keys)));
    return cells;
  }

  private static Set<TallyKey> groups(String margin) {
    return new TreeSet<>(PastReleases.BY_GROUP);
  }

  private List<KeptCell> margin(String name, Collection<TallyKey> keys) {
    String dimension = keys.iterator().next().dimension();
    boolean open =
        dimension.equals(TallyKey.ALL) || settings.release() == EquitySettings.ReleaseMode.EXACT;
    if (!open
        && !dimension.equals(TallyKey.WAS_NOT_BROUGHT)
        && !settings.dimensions().containsKey(dimension)) {
      return List.of();
    }
    List<DraftCell> drafts = new ArrayList<>();
    Map<String, Counts> totals = new HashMap<>();
    for (String window : Window.labels(subject)) {
      totals.put(window, Counts.none(subject));
      for (TallyKey key : keys) {
        DraftCell draft = draft(key, window, past.newest(subject, key, window));
        if (draft.exact.isNone() && unseenBefore(draft.before)) {
          continue;
        }
        totals.merge(window, draft.exact, Counts::plus);
        drafts.add(draft);
        if (open) {
          judgement.open(draft);
        } else {
          judgement.judge(draft);
        }
      }
    }
    if (!open) {
      List<KeptCell> silent = drafts.stream().map(draft -> draft.kept(null).hidden(null)).toList();
      MarginAttack attack =
          new MarginAttack(
              settings.disclosure(),
              columns,
              timeline,
              past.frames(subject, name),
              new Frame(counted.upTo(), columns, settings.disclosure(), silent));
      new Margin(settings.disclosure(), columns, drafts, totals, attack).protect();
    }
    return drafts.stream().map(draft -> draft.kept(ratio(draft, open))).toList();
  }

  private static boolean unseenBefore(KeptCell before) {
    return before == null || before.state() == KeptCell.State.HIDDEN && before.exact().isNone();
  }

  private DraftCell draft(TallyKey key, String window, KeptCell last) {
    Counts exact = counted.now(key, window);
    Counts none = Counts.none(subject);
    Movement movement = new Movement(exact, none, none);
    if (past.newest() != null) {
      LocalDate then = past.newest().upTo();
      movement =
          Movement.between(
              last == null ? none : last.exact(),
              exact,
              counted.entered(key, window, then),
              counted.left(key, window, then));
    }
    return new DraftCell(key, window, exact, counted.patients(key, window), movement, last);
  }

  /**
   * From the shown counts only: exact ones would give themselves back through the ratio. What is
   * kept stays as it was, with the design effect of then.
   */
  private KeptCell.Ratio ratio(DraftCell draft, boolean open) {
    if (draft.state == KeptCell.State.KEPT) {
      return draft.before.ratio();
    }
    return columns.share(draft.shown).map(share -> ratio(draft, share, open)).orElse(null);
  }

  private KeptCell.Ratio ratio(DraftCell draft, Proportion share, boolean open) {
    Estimate estimate =
        patients.effect(subject, draft.key, draft.window).estimate(share, settings.confidence());
    DisclosureRule rule = settings.disclosure();
    return open
        ? new KeptCell.Ratio(estimate.value(), estimate.lower(), estimate.upper())
        : new KeptCell.Ratio(
            rule.round(estimate.value(), share.n()),
            rule.round(estimate.lower(), share.n()),
            rule.round(estimate.upper(), share.n()));
  }
}
