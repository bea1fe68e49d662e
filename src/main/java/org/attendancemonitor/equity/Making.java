package org.attendancemonitor.equity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.attendancemonitor.record.KeptCell;
import org.attendancemonitor.record.KeptFigure;
import org.attendancemonitor.record.KeptRelease;
import org.attendancemonitor.record.OutcomeCounts;
import org.attendancemonitor.record.TallyKey;

/** One release in the making: counts, judged cell by cell, protected margin by margin. */
final class Making {

  /** Demographic attributes whose completeness is published. */
  static final List<String> ATTRIBUTES =
      List.of(
          "deprivation_quintile",
          "ethnic_group",
          "age_band",
          "sex",
          "interpreter",
          "disability",
          "inclusion_health");

  private static final Set<String> NOT_KNOWN = Set.of("unknown", "not_known", "not_stated");
  private static final Set<String> CHILDREN = Set.of("0-4", "5-15");

  private final EquitySettings settings;
  private final Counted counted;
  private final LocalDate upTo;
  private final List<KeptRelease> past;
  private final List<Map<String, List<KeptCell>>> pastMargins = new ArrayList<>();
  private final Map<String, Map<TallyKey, Map<Window, KeptCell>>> before;

  /**
   * @param past earlier releases, oldest first
   */
  Making(EquitySettings settings, Counted counted, LocalDate upTo, List<KeptRelease> past) {
    this.settings = settings;
    this.counted = counted;
    this.upTo = upTo;
    this.past =
        past.stream().filter(release -> release.upTo().isAfter(Window.W52.after(upTo))).toList();
    for (KeptRelease release : this.past) {
      Map<String, List<KeptCell>> margins = new HashMap<>();
      for (KeptCell cell : release.cells()) {
        margins.computeIfAbsent(margin(cell.key()), name -> new ArrayList<>()).add(cell);
      }
      pastMargins.add(margins);
    }
    this.before = new HashMap<>();
    if (!this.past.isEmpty()) {
      for (KeptCell cell : this.past.get(this.past.size() - 1).cells()) {
        before
            .computeIfAbsent(margin(cell.key()), name -> new TreeMap<>(BY_GROUP))
            .computeIfAbsent(cell.key(), key -> new EnumMap<>(Window.class))
            .put(window(cell.window()), cell);
      }
    }
  }

  private static final java.util.Comparator<TallyKey> BY_GROUP =
      java.util.Comparator.comparing(TallyKey::group);

  private static String margin(TallyKey key) {
    return key.service() + '\n' + key.dimension();
  }

  private static Window window(String label) {
    return label.equals(Window.W13.label) ? Window.W13 : Window.W52;
  }

  /** Makes it. */
  KeptRelease make(
      Instant slot, Instant now, Map<String, Map<String, Map<String, Long>>> closures) {
    Map<String, Set<TallyKey>> margins = new TreeMap<>();
    for (Window window : Window.values()) {
      for (TallyKey key : counted.window(window).keySet()) {
        margins.computeIfAbsent(margin(key), name -> new TreeSet<>(BY_GROUP)).add(key);
      }
    }
    before.forEach(
        (name, keys) ->
            margins.computeIfAbsent(name, n -> new TreeSet<>(BY_GROUP)).addAll(keys.keySet()));
    List<KeptCell> cells = new ArrayList<>();
    margins.forEach((name, keys) -> cells.addAll(margin(name, keys)));
    List<KeptCell> shown = withoutChildrensRemainder(cells);
    return new KeptRelease(
        slot,
        now,
        upTo,
        settings.synthetic(),
        settings.definition(),
        shown,
        figures(shown, closures));
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
        DraftCell draft = draft(key, window, before(name, key, window));
        if (draft.exact.equals(OutcomeCounts.NONE) && unseenBefore(draft.before)) {
          continue;
        }
        totals.merge(window, draft.exact, OutcomeCounts::plus);
        drafts.add(draft);
        judge(draft, open);
      }
    }
    if (!open) {
      MarginAttack attack =
          new MarginAttack(
              settings.disclosure(), settings.countLateNotSeenAsDna(), frames(name), totals);
      new Margin(settings.disclosure(), settings.countLateNotSeenAsDna(), drafts, totals, attack)
          .protect();
    }
    return drafts.stream().map(draft -> draft.kept(ratio(draft, open))).toList();
  }

  private static boolean unseenBefore(KeptCell before) {
    return before == null
        || before.state() == KeptCell.State.HIDDEN && before.exact().equals(OutcomeCounts.NONE);
  }

  private KeptCell before(String name, TallyKey key, Window window) {
    return before.getOrDefault(name, Map.of()).getOrDefault(key, Map.of()).get(window);
  }

  private DraftCell draft(TallyKey key, Window window, KeptCell last) {
    OutcomeCounts exact = counted.now(key, window);
    Movement movement = new Movement(exact, OutcomeCounts.NONE);
    if (!past.isEmpty()) {
      LocalDate then = past.get(past.size() - 1).upTo();
      movement =
          Movement.between(
              last == null ? OutcomeCounts.NONE : last.exact(),
              exact,
              counted.entered(key, window, then),
              counted.left(key, window, then));
    }
    return new DraftCell(key, window, exact, counted.patients(key, window), movement, last);
  }

  /** Whether the cell may be shown for itself, and with which values. */
  private void judge(DraftCell draft, boolean open) {
    if (open) {
      publish(draft);
      draft.shown = draft.exact.byOutcome();
      return;
    }
    boolean shows = listed(draft.key) && shows(draft.key, draft.exact, draft.patients);
    KeptCell last = draft.before;
    boolean overlaps =
        last != null
            && last.basis() != null
            && last.basis().upTo().isAfter(draft.window.after(upTo));
    if (!overlaps) {
      if (shows) {
        publish(draft);
      }
      return;
    }
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
      draft.state = KeptCell.State.KEPT;
      draft.basis = basis;
      draft.shown = last.shown();
    }
  }

  private void publish(DraftCell draft) {
    draft.state = KeptCell.State.PUBLISHED;
    draft.basis = new KeptCell.Basis(upTo, draft.exact, draft.patients);
  }

  /** What changed is itself large enough to be seen; the patients behind it are a lower bound. */
  private boolean seen(DraftCell draft, Movement since, KeptCell.Basis basis) {
    long more = draft.patients - basis.patients();
    return part(draft, since.gained(), more, true, basis)
        && part(draft, since.lost(), -more, false, basis);
  }

  private boolean part(
      DraftCell draft, OutcomeCounts counts, long net, boolean entered, KeptCell.Basis basis) {
    if (due(counts) == 0) {
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

  private boolean shows(TallyKey key, OutcomeCounts counts, long patients) {
    DisclosureRule rule = settings.disclosure();
    return rule.shows(
        counts.attended(),
        settings.missed(counts),
        patients,
        !rule.hideAllAttended().contains(key.dimension()));
  }

  private long due(OutcomeCounts counts) {
    return counts.attended() + settings.missed(counts);
  }

  private List<MarginAttack.Frame> frames(String name) {
    List<MarginAttack.Frame> frames = new ArrayList<>();
    for (Map<String, List<KeptCell>> margins : pastMargins) {
      List<KeptCell> cells = margins.getOrDefault(name, List.of());
      Map<Window, OutcomeCounts> totals = new EnumMap<>(Window.class);
      for (Window window : Window.values()) {
        totals.put(
            window,
            cells.stream()
                .filter(cell -> cell.window().equals(window.label))
                .map(KeptCell::exact)
                .reduce(OutcomeCounts.NONE, OutcomeCounts::plus));
      }
      frames.add(new MarginAttack.Frame(cells, totals));
    }
    return frames;
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

  /**
   * Children make up most of those who depend on others: where an age band below 16 is hidden, the
   * was-not-brought ratio less the other band would give it back.
   */
  private List<KeptCell> withoutChildrensRemainder(List<KeptCell> cells) {
    Set<String> hidden = new TreeSet<>();
    for (KeptCell cell : cells) {
      if (cell.key().dimension().equals("age_band")
          && CHILDREN.contains(cell.key().group())
          && cell.state() == KeptCell.State.HIDDEN
          && due(cell.exact()) > 0) {
        hidden.add(cell.key().service() + cell.window());
      }
    }
    return cells.stream()
        .map(
            cell ->
                cell.key().dimension().equals(TallyKey.WAS_NOT_BROUGHT)
                        && hidden.contains(cell.key().service() + cell.window())
                    ? hidden(cell)
                    : cell)
        .toList();
  }

  private static KeptCell hidden(KeptCell cell) {
    return new KeptCell(
        cell.key(),
        cell.window(),
        KeptCell.State.HIDDEN,
        cell.exact(),
        cell.patients(),
        cell.gained(),
        cell.lost(),
        null,
        Map.of(),
        null);
  }

  private List<KeptFigure> figures(
      List<KeptCell> cells, Map<String, Map<String, Map<String, Long>>> closures) {
    List<KeptFigure> figures = new ArrayList<>();
    Set<String> services = new TreeSet<>();
    cells.forEach(cell -> services.add(cell.key().service()));
    for (String service : services) {
      closures.forEach(
          (window, byService) -> {
            for (String review : List.of("complete", "missing")) {
              long n = byService.getOrDefault(service, Map.of()).getOrDefault(review, 0L);
              figures.add(new KeptFigure("discharges_after_dna", service, review, window, n));
            }
          });
      for (String attribute : ATTRIBUTES) {
        Double known = known(service, attribute, cells);
        if (known != null) {
          figures.add(new KeptFigure("known_ratio", service, attribute, "", known));
        }
      }
    }
    return figures;
  }

  /**
   * Share of appointments, over 52 weeks, of people whose attribute is known; in whole per cent.
   * Where the group of those not known is hidden, only if a small number could not be told from
   * none.
   */
  private Double known(String service, String attribute, List<KeptCell> cells) {
    long all = 0;
    long unknown = 0;
    boolean hidden = false;
    for (KeptCell cell : cells) {
      if (cell.window().equals(Window.W52.label)
          && cell.key().service().equals(service)
          && cell.key().dimension().equals(attribute)) {
        all += due(cell.exact());
        if (NOT_KNOWN.contains(cell.key().group())) {
          unknown += due(cell.exact());
          hidden |= cell.state() != KeptCell.State.PUBLISHED && due(cell.exact()) > 0;
        }
      }
    }
    boolean exact = settings.release() == EquitySettings.ReleaseMode.EXACT;
    long coarse = 200L * (settings.disclosure().minimumCount() - 1);
    if (all == 0 || hidden && !exact && all <= coarse) {
      return null;
    }
    return Math.round(100 * (1 - (double) settings.disclosure().round(unknown) / all)) / 100.0;
  }
}
