package org.attendancemonitor.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.attendancemonitor.statistics.Estimate;

/** Who is missing out: each group that is shown against the rest of the service's patients. */
final class WhoIsMissingOut implements Chapter {
  static final String WINDOW = "52w";

  @Override
  public Optional<Section> of(Reported reported) {
    IntervalChart chart = new IntervalChart("percentage points more than the rest", true);
    chart.reference(0);
    List<Table.Row> rows = new ArrayList<>();
    int compared = 0;
    int apart = 0;
    for (String dimension : Names.OF_PATIENTS) {
      List<String> groups = reported.now().groups(dimension, WINDOW);
      if (groups.isEmpty()) {
        continue;
      }
      rows.add(Table.Row.heading(Names.dimension(dimension)));
      boolean named = false;
      for (String group : groups) {
        String name = Names.group(dimension, group);
        Optional<Estimate> gap = gap(reported.now(), dimension, group, "difference");
        rows.add(row(reported.now(), dimension, group, gap));
        if (gap.isPresent()) {
          if (!named) {
            chart.heading(Names.dimension(dimension));
            named = true;
          }
          chart.line(name, gap.get());
          compared++;
          apart += gap.get().covers(0) ? 0 : 1;
        }
      }
    }
    if (rows.isEmpty()) {
      return Optional.of(
          new Section(
              "Who is missing out?",
              List.of("No group of this service is large enough to be shown."),
              List.of(),
              "next"));
    }
    List<String> sentences = new ArrayList<>();
    if (compared > 0) {
      sentences.add(reported.sentences().apart(apart, compared, reported.confidence()));
      sentences.add(
          "The rest is always the service's other patients, never a group held to be the norm."
              + " Groups overlap and are not added up; differences tell where to look, not why.");
    }
    Table table =
        new Table(
            "Share missed of each group over 52 weeks, and against the rest",
            List.of("Group", "Due", "Missed", "More than the rest, points", "Times the rest"),
            rows);
    return Optional.of(
        new Section(
            "Who is missing out?",
            sentences,
            List.of(new Exhibit(drawn(chart, compared), table, Exhibit.Layout.BESIDE)),
            "next"));
  }

  private static String drawn(IntervalChart chart, int compared) {
    return chart.empty()
        ? null
        : chart.draw(
            "gaps",
            "Share missed of each group, less that of the rest",
            "A dot with its interval for each of %d groups; the upright line means no difference."
                .formatted(compared),
            290);
  }

  private static Table.Row row(
      ServiceFigures figures, String dimension, String group, Optional<Estimate> gap) {
    return Table.Row.of(
        Names.group(dimension, group),
        Wording.count(figures.due(dimension, group, WINDOW).orElse(0)),
        figures.missed(dimension, group, WINDOW).map(Wording::percent).orElse(""),
        gap.map(Wording::points).orElse(""),
        gap(figures, dimension, group, "ratio").map(Wording::times).orElse(""));
  }

  private static Optional<Estimate> gap(
      ServiceFigures figures, String dimension, String group, String measure) {
    return figures.estimate("dna_gap", dimension, group, WINDOW, measure);
  }
}
