package org.attendancemonitor.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.attendancemonitor.statistics.Estimate;

/** Share missed over the fifths of deprivation. */
final class SocialGradient implements Chapter {
  private static final String DIMENSION = "deprivation_quintile";
  private static final String WINDOW = "52w";

  /** The fifths that are shown, the most deprived first. */
  static List<String> shown(ServiceFigures figures) {
    return figures.groups(DIMENSION, WINDOW).stream()
        .filter(group -> !Names.notKnown(group))
        .toList();
  }

  @Override
  public Optional<Section> of(Reported reported) {
    ServiceFigures now = reported.now();
    List<String> fifths = shown(now);
    Optional<Estimate> slope = now.estimate("dna_gradient", WINDOW, "sii");
    if (fifths.size() < 5 || slope.isEmpty()) {
      return Optional.empty();
    }
    List<Estimate> shares = new ArrayList<>();
    List<Table.Row> rows = new ArrayList<>();
    for (String fifth : fifths) {
      Estimate share = now.missed(DIMENSION, fifth, WINDOW).orElseThrow();
      shares.add(share);
      rows.add(
          Table.Row.of(
              Names.group(DIMENSION, fifth),
              Wording.count(now.due(DIMENSION, fifth, WINDOW).orElse(0)),
              Wording.percent(share)));
    }
    String chart =
        GradientChart.draw(
            List.of("most", "2", "3", "4", "least"),
            shares,
            List.of(),
            "Share missed over the fifths of deprivation",
            "A dot with its interval for each fifth, the most deprived on the left.",
            330);
    Table table =
        new Table(
            "Share missed over 52 weeks, by deprivation of the area",
            List.of("Fifth", "Due", "Missed"),
            rows);
    return Optional.of(
        new Section(
            "Do people in more deprived areas miss more?",
            List.of(),
            List.of(
                new Exhibit(
                    new Exhibit.Chart(
                        chart,
                        null,
                        "Dots and lines: share missed with limits. Dashed: the line fitted to them."),
                    table,
                    Exhibit.Layout.ABOVE)),
            Section.Style.HALF));
  }
}
