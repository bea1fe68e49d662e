package org.attendancemonitor.equity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
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

  /** Releases the protection looks back on: a year of weekly ones. */
  private static final int REMEMBERED = 53;

  private final EquitySettings settings;
  private final Tallies tallies;
  private final Releases releases;
  private final List<CountSource> sources;
  private final List<Statistic> statistics;
  private final List<Function<LocalDate, PatientStatistic>> perPatient;
  private Deque<KeptRelease> past;

  /**
   * @param settings of {@code equity.yaml}
   * @param tallies daily counts
   * @param releases made so far
   */
  public Figures(EquitySettings settings, Tallies tallies, Releases releases) {
    this.settings = settings;
    this.tallies = tallies;
    this.releases = releases;
    this.sources = List.of(new AppointmentCounts(tallies, settings.countLateNotSeenAsDna()));
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
            new Funnels(settings));
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
    Instant slot = Calendar.slot(settings.cadence(), now);
    KeptRelease last = remembered().peekLast();
    if (last == null || last.slot().isBefore(slot)) {
      make(slot, now, last == null);
    }
    return latest();
  }

  /** The newest release, if there is one. */
  public synchronized Optional<Release> latest() {
    return Optional.ofNullable(remembered().peekLast()).map(Release::of);
  }

  private void make(Instant slot, Instant now, boolean first) {
    boolean weekly = settings.cadence() == EquitySettings.Cadence.WEEKLY;
    LocalDate upTo = Calendar.dayBefore(weekly && !first ? slot : now);
    if (first && tallies.sums(Window.W52.after(upTo), upTo).isEmpty()) {
      return;
    }
    List<KeptRelease> before = List.copyOf(remembered());
    KeptRelease made =
        tallies
            .atOneMoment(
                () ->
                    new Round(settings, sources, tallies.patientPass())
                        .make(
                            List.of(new Round.Due(slot, upTo)),
                            now,
                            before,
                            statistics,
                            perPatient))
            .get(0);
    int series = ReleasedFamilies.of(Release.of(made)).series();
    if (series > settings.maximumSeries()) {
      log.error(
          "No release: it has {} series, maximumSeries is {}. Name fewer dimensions or groups.",
          series,
          settings.maximumSeries());
    } else if (releases.keep(made)) {
      log.info("Release made: up to {}, {} series", upTo, series);
      past.addLast(made);
      if (past.size() > REMEMBERED) {
        past.removeFirst();
      }
      if (!weekly) {
        releases.forgetAllBut(REMEMBERED);
      }
    } else {
      past = null;
    }
  }

  private Deque<KeptRelease> remembered() {
    if (past == null) {
      past = new ArrayDeque<>();
      releases.newest(REMEMBERED).forEach(past::addFirst);
    }
    return past;
  }
}
