package org.attendancemonitor.equity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.attendancemonitor.record.KeptCell;
import org.attendancemonitor.record.KeptRelease;
import org.attendancemonitor.record.OutcomeCounts;
import org.attendancemonitor.record.TallyKey;
import org.attendancemonitor.statistics.Proportion;
import org.attendancemonitor.statistics.WilsonInterval;

/** One release in the making: counts, judged cell by cell, protected margin by margin. */
final class Making {
  private final EquitySettings settings;
  private final Counted counted;
  private final LocalDate upTo;
  private final PastReleases past;
  private final Judgement judgement;

  /**
   * @param past earlier releases, oldest first
   */
  Making(EquitySettings settings, Counted counted, LocalDate upTo, List<KeptRelease> past) {
    this.settings = settings;
    this.counted = counted;
    this.upTo = upTo;
    this.past = new PastReleases(past, upTo);
    this.judgement = new Judgement(settings, counted, upTo);
  }

  /**
   * Makes it.
   *
   * @param statistics what else is worked out, once the cells are protected
   */
  KeptRelease make(Instant slot, Instant now, List<Statistic> statistics) {
    Map<String, Set<TallyKey>> margins = new TreeMap<>();
    for (Window window : Window.values()) {
      for (TallyKey key : counted.window(window).keySet()) {
        margins.computeIfAbsent(PastReleases.margin(key), Making::groups).add(key);
      }
    }
    past.groups()
        .forEach((name, keys) -> margins.computeIfAbsent(name, Making::groups).addAll(keys));
    List<KeptCell> cells = new ArrayList<>();
    margins.forEach((name, keys) -> cells.addAll(margin(name, keys)));
    List<KeptCell> shown = new ChildrensRemainder(settings).hideIn(cells);
    ReleaseDraft draft = new ReleaseDraft(upTo, shown, past.newest());
    return new KeptRelease(
        slot,
        now,
        upTo,
        settings.synthetic(),
        settings.definition(),
        shown,
        statistics.stream().flatMap(statistic -> statistic.of(draft).stream()).toList());
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
    Map<Window, OutcomeCounts> totals = new EnumMap<>(Window.class);
    for (Window window : Window.values()) {
      totals.put(window, OutcomeCounts.NONE);
      for (TallyKey key : keys) {
        DraftCell draft = draft(key, window, past.newest(key, window));
        if (draft.exact.equals(OutcomeCounts.NONE) && unseenBefore(draft.before)) {
          continue;
        }
        totals.merge(window, draft.exact, OutcomeCounts::plus);
        drafts.add(draft);
        if (open) {
          judgement.open(draft);
        } else {
          judgement.judge(draft);
        }
      }
    }
    if (!open) {
      MarginAttack attack =
          new MarginAttack(
              settings.disclosure(), settings.countLateNotSeenAsDna(), past.frames(name), totals);
      new Margin(settings.disclosure(), settings.countLateNotSeenAsDna(), drafts, totals, attack)
          .protect();
    }
    return drafts.stream().map(draft -> draft.kept(ratio(draft, open))).toList();
  }

  private static boolean unseenBefore(KeptCell before) {
    return before == null
        || before.state() == KeptCell.State.HIDDEN && before.exact().equals(OutcomeCounts.NONE);
  }

  private DraftCell draft(TallyKey key, Window window, KeptCell last) {
    OutcomeCounts exact = counted.now(key, window);
    Movement movement = new Movement(exact, OutcomeCounts.NONE);
    LocalDate then = past.newestDay();
    if (then != null) {
      movement =
          Movement.between(
              last == null ? OutcomeCounts.NONE : last.exact(),
              exact,
              counted.entered(key, window, then),
              counted.left(key, window, then));
    }
    return new DraftCell(key, window, exact, counted.patients(key, window), movement, last);
  }

  /** From the shown counts only: exact ones would give themselves back through the ratio. */
  private KeptCell.Ratio ratio(DraftCell draft, boolean open) {
    Long attended = draft.shown.get("attended");
    Long dna = draft.shown.get("dna");
    if (attended == null || dna == null) {
      return null;
    }
    long missed =
        dna
            + (settings.countLateNotSeenAsDna()
                ? draft.shown.getOrDefault("late_not_seen", 0L)
                : 0);
    Proportion share = new Proportion(missed, attended + missed);
    if (!share.defined()) {
      return null;
    }
    WilsonInterval limits = share.limits(settings.confidence());
    DisclosureRule rule = settings.disclosure();
    return open
        ? new KeptCell.Ratio(share.value(), limits.lower(), limits.upper())
        : new KeptCell.Ratio(
            rule.round(share.value(), share.n()),
            rule.round(limits.lower(), share.n()),
            rule.round(limits.upper(), share.n()));
  }
}
