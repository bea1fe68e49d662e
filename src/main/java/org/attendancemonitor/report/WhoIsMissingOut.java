package org.attendancemonitor.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.attendancemonitor.statistics.Estimate;

/** Who is missing out: each group that is shown against the rest of the service's patients. */
final class WhoIsMissingOut implements Chapter {
  static final String WINDOW = "52w";
  private static final int WIDTH = 170;
  private static final String QUESTION = "Who is missing out?";

  @Override
  public Optional<Section> of(Reported reported) {
    Gaps gaps = new Gaps(reported.now());
    List.of("deprivation_quintile", "ethnic_group", "age_band", "sex").forEach(gaps::add);
    gaps.addNeeds();
    if (gaps.rows.isEmpty()) {
      return Optional.of(
          new Section(
              QUESTION,
              List.of("No group of this service is large enough to be shown."),
              List.of(),
              Section.Style.FULL));
    }
    List<String> sentences = new ArrayList<>();
    if (gaps.compared > 0) {
      sentences.add(
          reported.sentences().apart(gaps.apart, gaps.compared, reported.confidence())
              + " The rest is always the service's other patients, never a group held to be the"
              + " norm. Groups overlap. Differences tell where to look, not why.");
    }
    return Optional.of(
        new Section(QUESTION, sentences, List.of(gaps.exhibit()), Section.Style.FULL));
  }

  /** Rows and dots, group by group. */
  private static final class Gaps {
    private final ServiceFigures figures;
    private final IntervalChart chart = new IntervalChart(true, WIDTH);
    private final List<Table.Row> rows = new ArrayList<>();
    private int compared;
    private int apart;

    Gaps(ServiceFigures figures) {
      this.figures = figures;
    }

    void add(String dimension) {
      // Of whom nothing is known is no group of people: see HowComplete.
      List<String> groups =
          figures.groupsMissed(dimension, WINDOW).stream()
              .filter(group -> !Names.notKnown(group))
              .toList();
      if (!groups.isEmpty()) {
        rows.add(Table.Row.heading(Names.dimension(dimension)));
        chart.skip();
      }
      groups.forEach(group -> add(Names.group(dimension, group), dimension, group));
    }

    /** Of each need those who have it; the others are the rest. */
    void addNeeds() {
      List<String> needs =
          Names.NEEDS.stream()
              .filter(need -> figures.groupsMissed(need, WINDOW).contains("yes"))
              .toList();
      if (!needs.isEmpty()) {
        rows.add(Table.Row.heading("Recorded needs"));
        chart.skip();
      }
      needs.forEach(need -> add(Names.dimension(need), need, "yes"));
    }

    private void add(String name, String dimension, String group) {
      Optional<Estimate> gap = gap(dimension, group, "difference");
      rows.add(row(name, dimension, group, gap));
      gap.ifPresentOrElse(this::dot, chart::skip);
    }

    private void dot(Estimate gap) {
      chart.line(gap);
      compared++;
      apart += gap.covers(0) ? 0 : 1;
    }

    private Table.Row row(String name, String dimension, String group, Optional<Estimate> gap) {
      return Table.Row.of(
          name,
          Wording.count(figures.due(dimension, group, WINDOW).orElse(0)),
          figures.missed(dimension, group, WINDOW).map(Wording::bare).orElse(""),
          gap.map(Wording::points).orElse(""),
          gap(dimension, group, "ratio").map(Wording::times).orElse(""));
    }

    private Optional<Estimate> gap(String dimension, String group, String measure) {
      return figures.estimate("dna_gap", dimension, group, WINDOW, measure);
    }

    Exhibit exhibit() {
      boolean drawn = compared > 0;
      List<String> head = new ArrayList<>(List.of("Group", "Due", "Missed, %"));
      if (drawn) {
        head.addAll(List.of("Points more", "Times"));
      }
      Table table =
          new Table(
              "Share missed over 52 weeks by group; points more than the rest, and times as often",
              head,
              drawn ? rows : rows.stream().map(row -> row.first(2)).toList());
      Exhibit.Chart plot =
          drawn
              ? Exhibit.Chart.within(
                  chart.draw(
                      "gaps",
                      "Share missed of each group, less that of the rest",
                      "A dot with its interval for each of %d groups; the upright line means no difference."
                          .formatted(compared)),
                  "Dot and line: points more than the rest, with limits. Upright line: no difference.",
                  "Points more",
                  WIDTH)
              : null;
      return new Exhibit(plot, table);
    }
  }
}
