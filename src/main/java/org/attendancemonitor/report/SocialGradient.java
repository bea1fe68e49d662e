package org.attendancemonitor.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.attendancemonitor.statistics.Estimate;
import org.attendancemonitor.statistics.Proportion;
import org.attendancemonitor.statistics.SlopeIndex;

/** Share missed over the fifths of deprivation. */
final class SocialGradient implements Chapter {
  private static final String DIMENSION = "deprivation_quintile";
  private static final String WINDOW = "52w";

  /** The fifths that are shown, the most deprived first. */
  static List<String> shown(ServiceFigures figures) {
    return figures.groupsMissed(DIMENSION, WINDOW).stream()
        .filter(group -> !Names.notKnown(group))
        .toList();
  }

  /**
   * Where the line of the index stands at the middle of each fifth, straight on the log odds; drawn
   * from the counts as shown, as the released index is.
   */
  private static List<Double> fitted(
      ServiceFigures figures, List<String> fifths, double confidence) {
    List<Proportion> shares =
        fifths.stream()
            .map(
                fifth ->
                    new Proportion(
                        Math.round(figures.missedCount(DIMENSION, fifth, WINDOW)),
                        Math.round(figures.due(DIMENSION, fifth, WINDOW).orElse(0))))
            .toList();
    Optional<SlopeIndex> index = SlopeIndex.of(shares, -1, confidence);
    if (index.isEmpty()) {
      return List.of();
    }
    double first = odds(index.get().intercept());
    double last = odds(index.get().intercept() - index.get().slope().value());
    double all = shares.stream().mapToLong(Proportion::n).sum();
    List<Double> fitted = new ArrayList<>();
    double before = 0;
    for (Proportion share : shares) {
      double middle = (before + share.n() / 2.0) / all;
      before += share.n();
      fitted.add(1 / (1 + Math.exp(-(first + middle * (last - first)))));
    }
    return fitted;
  }

  private static double odds(double share) {
    return Math.log(share / (1 - share));
  }

  @Override
  public Optional<Section> of(Reported reported) {
    ServiceFigures now = reported.now();
    List<String> fifths = shown(now);
    Optional<Estimate> slope = now.estimate("dna_gradient", WINDOW, "sii");
    if (fifths.size() < 5 || slope.isEmpty()) {
      return Optional.empty();
    }
    List<Double> fitted = fitted(now, fifths, reported.confidence());
    List<Estimate> shares = new ArrayList<>();
    List<Table.Row> rows = new ArrayList<>();
    for (String fifth : fifths) {
      Estimate share = now.missed(DIMENSION, fifth, WINDOW).orElseThrow();
      shares.add(share);
      rows.add(
          Table.Row.of(
              Names.group(DIMENSION, fifth),
              Wording.percent(share),
              fitted.isEmpty() ? "" : Wording.percent(fitted.get(rows.size()))));
    }
    String chart =
        GradientChart.draw(
            List.of("most", "2", "3", "4", "least"),
            shares,
            fitted,
            "Share missed over the fifths of deprivation",
            "A dot with its interval for each fifth, the most deprived on the left.",
            330);
    Table table =
        new Table(
            "Share missed over 52 weeks, by deprivation",
            List.of("Fifth", "Missed", "Fitted line"),
            rows);
    return Optional.of(
        new Section(
            "Is there a social gradient?",
            List.of(),
            List.of(
                new Exhibit(
                    Exhibit.Chart.above(
                        chart, "Dots: share missed, with limits. Dashed: the fitted line."),
                    table)),
            Section.Style.HALF));
  }
}
