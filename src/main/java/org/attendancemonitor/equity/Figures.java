package org.attendancemonitor.equity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.attendancemonitor.record.KeptRelease;
import org.attendancemonitor.record.Releases;
import org.attendancemonitor.record.Tallies;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The figures of the service: counted all the time, released at fixed moments. */
public final class Figures {
  private static final Logger log = LoggerFactory.getLogger(Figures.class);

  /** Releases of a demonstration that are kept, besides those of the weekly grid. */
  private static final int NEWEST = 53;

  private final EquitySettings settings;
  private final Tallies tallies;
  private final Releases releases;
  private final List<CountSource> sources;
  private final List<Statistic> statistics;
  private final List<Function<LocalDate, PatientStatistic>> perPatient;
  private PastReleases past;
  private KeptRelease latestKept;
  private Release latest;

  /**
   * @param settings of {@code equity.yaml}
   * @param tallies daily counts
   * @param releases made so far
   * @param capacities first appointments that a usual week can hold, by service; where one is not
   *     given, what is seen a week counts
   */
  public Figures(
      EquitySettings settings, Tallies tallies, Releases releases, Map<String, Double> capacities) {
    this.settings = settings;
    this.tallies = tallies;
    this.releases = releases;
    SpellCounts waits = new SpellCounts(tallies.spells());
    this.sources =
        List.of(
            new AppointmentCounts(tallies, settings.countLateNotSeenAsDna()),
            waits.exits(),
            waits.waiting());
    this.statistics =
        List.of(
            new ClosuresAfterMisses(tallies),
            new KnownShares(settings),
            new DesignEffects(),
            new Gaps(settings),
            new Gradients(settings),
            new StandardisedShares(
                settings, new StandardWeights(settings.standard(), releases.standardPopulations())),
            new ProcessCharts(
                settings.process(),
                new ProcessCounting(settings, tallies.daily(), releases.points())),
            new Funnels(settings),
            new WaitingNumbers(settings),
            new RemovedUnseen(),
            new WaitFigures(settings, tallies.spells(), capacities),
            new FirstContacts(settings, tallies));
    this.perPatient = List.of(upTo -> new RepeatedMisses(settings, upTo));
  }

  /**
   * Counts the days whose facts changed.
   *
   * @return how many days of a service were counted
   */
  public int refresh() {
    return tallies.refresh();
  }

  /**
   * The release in force: made now if one is due, else the newest. The first one is made as soon as
   * there is anything to count, up to the day before; later ones at the moments of the grid.
   *
   * @param now decides what is due
   * @return nothing as long as nothing was ever counted
   */
  public synchronized Optional<Release> release(Instant now) {
    lookForOthers(now);
    Instant slot = Calendar.slot(settings.cadence(), now);
    KeptRelease last = remembered().newest();
    if (last == null || last.slot().isBefore(slot)) {
      make(slot, now, last == null);
    }
    return latest();
  }

  /** The newest release, whichever node has made it; none is made here. */
  public synchronized Optional<Release> newest(Instant now) {
    lookForOthers(now);
    return latest();
  }

  /** Where one is due, another node may have made it. */
  private void lookForOthers(Instant now) {
    KeptRelease last = remembered().newest();
    Instant known = last == null ? Instant.MIN : last.slot();
    if (known.isBefore(Calendar.slot(settings.cadence(), now))
        && releases.newestSlot().filter(known::isBefore).isPresent()) {
      past = null;
    }
  }

  /** The newest release, if there is one. */
  public synchronized Optional<Release> latest() {
    KeptRelease newest = remembered().newest();
    // Asked every few seconds, about tens of thousands of series that change once a week.
    if (newest != latestKept) {
      latestKept = newest;
      latest = newest == null ? null : Release.of(newest);
    }
    return Optional.ofNullable(latest);
  }

  private void make(Instant slot, Instant now, boolean first) {
    boolean weekly = settings.cadence() == EquitySettings.Cadence.WEEKLY;
    Round.Due newest = new Round.Due(slot, Calendar.dayBefore(weekly && !first ? slot : now));
    if (first && !tallies.any(Window.W52.after(newest.upTo()), newest.upTo())) {
      return;
    }
    List<Round.Due> due = new ArrayList<>(first ? ofThePast(now) : List.of());
    due.add(newest);
    PastReleases before = remembered();
    // Until they are kept, nothing that is remembered is certain.
    past = null;
    List<KeptRelease> made =
        tallies.atOneMoment(
            () ->
                new Round(settings, sources, tallies.patientPass())
                    .make(due, now, before, statistics, perPatient));
    int series =
        made.stream()
            .mapToInt(release -> ReleasedFamilies.of(Release.of(release)).series())
            .max()
            .orElseThrow();
    if (series > settings.maximumSeries()) {
      log.error(
          "No release: it has {} series, maximumSeries is {}. Name fewer dimensions or groups.",
          series,
          settings.maximumSeries());
    } else if (releases.keep(made)) {
      made.forEach(
          release -> log.info("Release made: {} up to {}", release.slot(), release.upTo()));
      if (!weekly) {
        releases.forgetAllBut(NEWEST, Calendar::weekly);
        before.forgetAllBut(NEWEST, Calendar::weekly);
      }
      past = before;
    }
  }

  /** Those that stand for the time before the first one, as far as anything was counted then. */
  private List<Round.Due> ofThePast(Instant now) {
    return Calendar.before(now, settings.pastReleases()).stream()
        .map(slot -> new Round.Due(slot, Calendar.dayBefore(slot)))
        .filter(due -> tallies.any(Window.W13.after(due.upTo()), due.upTo()))
        .toList();
  }

  private PastReleases remembered() {
    if (past == null) {
      PastReleases read = new PastReleases(settings);
      releases
          .latest()
          .ifPresent(
              newest -> {
                releases.outlines().stream()
                    .filter(release -> release.slot().isBefore(newest.slot()))
                    .filter(
                        release -> !release.upTo().isBefore(PastReleases.horizon(newest.upTo())))
                    .forEach(
                        release ->
                            releases.eachMargin(
                                release.slot(), read.older(release.slot(), release.upTo())));
                read.add(newest);
              });
      past = read;
    }
    return past;
  }
}
