package org.attendancemonitor.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.attendancemonitor.statistics.DifferenceInDifferences;
import org.attendancemonitor.statistics.Estimate;
import org.attendancemonitor.statistics.InterruptedSeries;
import org.attendancemonitor.statistics.Newcombe;
import org.attendancemonitor.statistics.Proportion;
import org.attendancemonitor.statistics.WilsonInterval;

/** The figures of a change that was tried, before and since. */
final class TrialTable {
  private static final String WINDOW = InBrief.WINDOW;
  private static final String ALL = ServiceFigures.ALL;

  private final Trialled trial;

  TrialTable(Trialled trial) {
    this.trial = trial;
  }

  /** The change here less that of the other service. */
  static Optional<DifferenceInDifferences> more(Trialled trial) {
    return trial
        .other()
        .map(
            other ->
                DifferenceInDifferences.of(
                    side(trial.own().before()),
                    side(trial.own().since()),
                    side(other.before()),
                    side(other.since())));
  }

  private static DifferenceInDifferences.Side side(ServiceFigures figures) {
    return new DifferenceInDifferences.Side(
        figures.share(ALL, ALL, WINDOW), figures.designEffect(ALL, ALL, WINDOW));
  }

  /** How much wider the gap of the most deprived fifth is since, where it is shown for both. */
  static Optional<Estimate> wider(Trialled.Sides own) {
    return gap(own.since())
        .flatMap(since -> gap(own.before()).map(before -> Newcombe.difference(since, before)));
  }

  private static Optional<Estimate> gap(ServiceFigures figures) {
    return figures.estimate("dna_gap", "deprivation_quintile", "1", WINDOW, "difference");
  }

  /** The whole. */
  Table table(String name) {
    List<Table.Row> rows = new ArrayList<>();
    missed(name, trial.own()).ifPresent(rows::add);
    trial.other().flatMap(other -> missed(trial.otherName(), other)).ifPresent(rows::add);
    more(trial)
        .ifPresent(
            found -> {
              Estimate points = found.difference().estimate(trial.confidence());
              rows.add(Table.Row.of("The one less the other", "", "", Wording.points(points)));
              found
                  .logOdds()
                  .ifPresent(
                      odds ->
                          rows.add(
                              Table.Row.of(
                                  "The same as a ratio of odds ratios, times",
                                  "",
                                  "",
                                  Wording.times(odds.ratio(trial.confidence())))));
            });
    beside(rows);
    return new Table(
        "Of those due in 13 weeks, share missed, and what moved beside it",
        List.of("Share, %", "Before", "Since", "Points more"),
        rows);
  }

  private static Optional<Table.Row> missed(String name, Trialled.Sides sides) {
    return sides
        .before()
        .missed(ALL, ALL, WINDOW)
        .flatMap(
            before ->
                sides
                    .since()
                    .missed(ALL, ALL, WINDOW)
                    .map(
                        since ->
                            row(
                                "Missed, " + name,
                                before,
                                since,
                                Newcombe.difference(since, before))));
  }

  private void beside(List<Table.Row> rows) {
    gap(trial.own().before())
        .ifPresent(
            before ->
                gap(trial.own().since())
                    .ifPresent(
                        since ->
                            rows.add(
                                Table.Row.of(
                                    "Gap of the most deprived fifth",
                                    Wording.points(before),
                                    Wording.points(since),
                                    Wording.points(Newcombe.difference(since, before))))));
    cancelled("Patient cancelled, of all booked", "patient_cancelled", rows);
    cancelled("Service cancelled, of all booked", "provider_cancelled", rows);
  }

  private void cancelled(String name, String outcome, List<Table.Row> rows) {
    Proportion before = cancelled(trial.own().before(), outcome);
    Proportion since = cancelled(trial.own().since(), outcome);
    if (before.defined() && since.defined()) {
      rows.add(
          row(
              name,
              WilsonInterval.estimate(before, trial.confidence()),
              WilsonInterval.estimate(since, trial.confidence()),
              Newcombe.difference(since, before, trial.confidence())));
    }
  }

  private static Proportion cancelled(ServiceFigures figures, String outcome) {
    double of = 0;
    for (String each :
        List.of("attended", "dna", "late_not_seen", "patient_cancelled", "provider_cancelled")) {
      of += figures.count(ALL, ALL, WINDOW, each).orElse(0);
    }
    return new Proportion(
        Math.round(figures.count(ALL, ALL, WINDOW, outcome).orElse(0)), Math.round(of));
  }

  private static Table.Row row(String name, Estimate before, Estimate since, Estimate difference) {
    return Table.Row.of(
        name, Wording.bare(before), Wording.bare(since), Wording.points(difference));
  }

  /** Step and bend of the straight lines before and since. */
  static Table lines(TwoCourses courses, InterruptedSeries found) {
    return new Table(
        "Straight lines through the %d %ss before and the %d since"
            .formatted(courses.since(), courses.unit(), courses.values().length - courses.since()),
        List.of("At the change", "Percentage points"),
        List.of(
            Table.Row.of("Step", Wording.points(found.level())),
            Table.Row.of("Bend, a " + courses.unit(), Wording.finePoints(found.trend()))));
  }
}
