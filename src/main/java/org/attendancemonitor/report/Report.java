package org.attendancemonitor.report;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.attendancemonitor.equity.CourseReader;
import org.attendancemonitor.equity.EquitySettings;
import org.attendancemonitor.equity.ProcessSettings;
import org.attendancemonitor.equity.ReleaseReader;
import org.attendancemonitor.equity.ReleasedFigures;
import org.attendancemonitor.record.Store;

/** Makes the report of a service and a period, from releases only: the same ones, the same page. */
public final class Report {
  private static final long YEAR_OF_WEEKS = 364;

  /** A release of another season is no comparison. */
  private static final long AS_GOOD_AS_A_YEAR = 28;

  private final ReleaseReader releases;
  private final CourseReader courses;
  private final EquitySettings settings;
  private final List<Chapter> chapters =
      List.of(
          new OverTime(),
          new BesideIt(),
          new AfterAMiss(),
          new WhoIsMissingOut(),
          new SocialGradient(),
          new AmongServices(),
          new Waiting(),
          new WhoWaitsLonger(),
          new HowComplete(),
          new HowSeen(),
          new WhatIsLeftOut(),
          new HowToRead());

  /**
   * @param store with releases, opened at least to read
   * @param settings of {@code equity.yaml}
   */
  public Report(Store store, EquitySettings settings) {
    this.releases = new ReleaseReader(store);
    this.courses = new CourseReader(store, settings);
    this.settings = settings;
  }

  /** There is nothing to report; the message says what there is. */
  public static final class NothingReleasedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NothingReleasedException(String message) {
      super(message);
    }
  }

  /**
   * The page, as HTML.
   *
   * @param service its key in {@code services.yaml}
   * @param name its name
   * @param period to report on
   * @throws NothingReleasedException where no release counts up to a day of the period, or it knows
   *     nothing of the service
   */
  public String page(String service, String name, Period period) {
    ReleasedFigures release =
        releases
            .newestUpTo(period.last())
            .filter(found -> !found.upTo().isBefore(period.first()))
            .orElseThrow(() -> new NothingReleasedException(missing(period)));
    ServiceFigures now = figures(service, release);
    if (now.value("appointments", "all", "all", "52w", "attended").isEmpty()) {
      throw new NothingReleasedException(
          "the release up to %s knows no appointment of %s in the 52 weeks before"
              .formatted(Wording.day(release.upTo()), service));
    }
    Reported reported =
        new Reported(
            name,
            period,
            now,
            yearBefore(release.upTo()).map(before -> figures(service, before)),
            courses.of(service, release.upTo()),
            settings);
    return new Printing().print(page(reported));
  }

  /**
   * The page of a change that was tried, as HTML.
   *
   * @param service its key in {@code services.yaml}
   * @param name its name
   * @throws NothingReleasedException where no release counts 13 weeks before it, or since, or one
   *     of them knows nothing of the service
   */
  public String page(String service, String name, Trial trial) {
    LocalDate change = trial.change();
    List<LocalDate> days = releases.lastDays();
    ReleasedFigures before =
        releases
            .newestUpTo(change.minusDays(1))
            .filter(found -> !found.upTo().isBefore(change.minus(Trialled.BEFORE)))
            .orElseThrow(
                () ->
                    new NothingReleasedException(
                        "no release counts up to a day of the five weeks before %s; %s"
                            .formatted(Wording.day(change), known())));
    ReleasedFigures since =
        days.stream()
            .filter(day -> !day.isBefore(change.plus(Trialled.SINCE)))
            .findFirst()
            .flatMap(releases::newestUpTo)
            .orElseThrow(
                () ->
                    new NothingReleasedException(
                        "no release counts the 13 weeks since %s, to %s; %s"
                            .formatted(
                                Wording.day(change),
                                Wording.day(change.plus(Trialled.SINCE)),
                                known())));
    Trialled trialled =
        new Trialled(
            change,
            reason(service, change),
            sides(service, before, since)
                .orElseThrow(
                    () ->
                        new NothingReleasedException(
                            "no appointment of %s was due in the 13 weeks before or since"
                                .formatted(service))),
            trial.comparedWith().flatMap(other -> sides(other.key(), before, since)),
            trial.comparedWith().map(Trial.Service::name).orElse(null),
            settings.confidence());
    if (trial.comparedWith().isPresent() && trialled.other().isEmpty()) {
      throw new NothingReleasedException(
          "no appointment of %s was due in the 13 weeks before or since"
              .formatted(trial.comparedWith().get().key()));
    }
    return new Printing().print(new DidItWork(trialled).page(name));
  }

  private Optional<Trialled.Sides> sides(
      String service, ReleasedFigures before, ReleasedFigures since) {
    ServiceFigures then = figures(service, before);
    ServiceFigures now = figures(service, since);
    return then.missed(ServiceFigures.ALL, ServiceFigures.ALL, InBrief.WINDOW).isPresent()
            && now.missed(ServiceFigures.ALL, ServiceFigures.ALL, InBrief.WINDOW).isPresent()
        ? Optional.of(
            new Trialled.Sides(
                then,
                now,
                courses.of(service, since.upTo()).stream()
                    .filter(course -> course.measure().equals(OverTime.MEASURE))
                    .findFirst()))
        : Optional.empty();
  }

  /** What is said to have changed in the service on that day. */
  private Optional<String> reason(String service, LocalDate change) {
    return settings.process().rebases().stream()
        .filter(rebase -> rebase.date().equals(change))
        .filter(rebase -> rebase.services().isEmpty() || rebase.services().contains(service))
        .map(ProcessSettings.Rebase::reason)
        .findFirst();
  }

  private ServiceFigures figures(String service, ReleasedFigures release) {
    return new ServiceFigures(service, release, settings.countLateNotSeenAsDna());
  }

  private String missing(Period period) {
    return "no release counts up to a day of %s; %s".formatted(period.inWords(), known());
  }

  /** Which releases there are. */
  private String known() {
    List<LocalDate> days = releases.lastDays();
    return days.isEmpty()
        ? "there is no release yet"
        : days.size() == 1
            ? "the only one counts up to " + Wording.day(days.get(0))
            : "there are %d, the first up to %s, the last up to %s"
                .formatted(
                    days.size(), Wording.day(days.get(0)), Wording.day(days.get(days.size() - 1)));
  }

  private Optional<ReleasedFigures> yearBefore(LocalDate upTo) {
    LocalDate then = upTo.minusDays(YEAR_OF_WEEKS);
    return releases.lastDays().stream()
        .filter(day -> away(day, then) <= AS_GOOD_AS_A_YEAR)
        .min(Comparator.comparingLong((LocalDate day) -> away(day, then)))
        .flatMap(releases::newestUpTo);
  }

  private static long away(LocalDate day, LocalDate from) {
    return Math.abs(ChronoUnit.DAYS.between(from, day));
  }

  Page page(Reported reported) {
    ReleasedFigures release = reported.now().release();
    return new Page(
        reported.name(),
        "Who is missing out, " + reported.period().inWords(),
        "the 13 and 52 weeks to " + Wording.day(release.upTo()),
        Wording.moment(release.madeAt()),
        release.synthetic(),
        InBrief.of(reported),
        Strip.of(chapters.stream().flatMap(chapter -> chapter.of(reported).stream()).toList()));
  }
}
