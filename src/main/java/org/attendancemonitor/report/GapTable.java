package org.attendancemonitor.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.attendancemonitor.statistics.DesignEffect;
import org.attendancemonitor.statistics.Estimate;
import org.attendancemonitor.statistics.Proportion;
import org.attendancemonitor.statistics.TwoGroupTest;

/** Groups with their share missed, and how far that is from the rest's, in figures and as dots. */
final class GapTable {
  private static final String WINDOW = WhoIsMissingOut.WINDOW;
  private static final int WIDTH = 118;

  private final ServiceFigures figures;
  private final IntervalChart chart = new IntervalChart(true, WIDTH);
  private final List<Table.Row> rows = new ArrayList<>();
  private final StandOut tests;
  private int apart;

  /**
   * @param falseDiscoveryRate of groups that stand out
   */
  GapTable(ServiceFigures figures, double falseDiscoveryRate) {
    this.figures = figures;
    this.tests = new StandOut(falseDiscoveryRate);
  }

  /** The groups of an attribute. Of whom nothing is known is no group: see {@link HowComplete}. */
  void add(String attribute) {
    List<String> groups =
        figures.groupsMissed(attribute, WINDOW).stream()
            .filter(group -> !Names.notKnown(group))
            .toList();
    if (!groups.isEmpty()) {
      heading(Names.dimension(attribute));
    }
    groups.forEach(group -> add(Names.group(attribute, group), attribute, group));
  }

  /** Of each need those who have it; the others are the rest. */
  void addNeeds(List<String> needs) {
    List<String> shown =
        needs.stream().filter(need -> figures.groupsMissed(need, WINDOW).contains("yes")).toList();
    if (!shown.isEmpty()) {
      heading("Recorded needs");
    }
    shown.forEach(need -> add(Names.dimension(need), need, "yes"));
  }

  private void heading(String name) {
    rows.add(Table.Row.heading(name));
    chart.skip();
  }

  private void add(String name, String attribute, String group) {
    Optional<Estimate> gap = gap(attribute, group, "difference");
    rows.add(
        Table.Row.of(
            name,
            Wording.count(figures.due(attribute, group, WINDOW).orElse(0)),
            figures.missed(attribute, group, WINDOW).map(Wording::bare).orElse(""),
            figures
                .estimate("dna_standardised_ratio", attribute, group, WINDOW)
                .map(Wording::bare)
                .orElse(""),
            gap.map(Wording::points).orElse(""),
            gap(attribute, group, "ratio").map(Wording::times).orElse("")));
    gap.ifPresentOrElse(chart::line, chart::skip);
    if (gap.isPresent()) {
      boolean certain = !gap.get().covers(0);
      apart += certain ? 1 : 0;
      test(attribute, group)
          .ifPresent(p -> tests.add(Names.groupAlone(attribute, group), p, certain));
    }
  }

  /** The p-value of the difference from the rest, of the effective numbers of both. */
  private OptionalDouble test(String attribute, String group) {
    Proportion mine = figures.share(attribute, group, WINDOW);
    Proportion all = figures.share(ServiceFigures.ALL, ServiceFigures.ALL, WINDOW);
    long missed = all.x() - mine.x();
    long due = all.n() - mine.n();
    if (!mine.defined() || due < 1 || missed < 0 || missed > due) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        TwoGroupTest.pValue(
            effect(attribute, group).effective(mine),
            effect(ServiceFigures.ALL, ServiceFigures.ALL).effective(new Proportion(missed, due))));
  }

  private DesignEffect effect(String attribute, String group) {
    return figures.designEffect(attribute, group, WINDOW);
  }

  private Optional<Estimate> gap(String attribute, String group, String measure) {
    return figures.estimate("dna_gap", attribute, group, WINDOW, measure);
  }

  /** No group is shown. */
  boolean empty() {
    return rows.isEmpty();
  }

  /** How many groups are compared with the rest. */
  int compared() {
    return chart.dots();
  }

  /** How many of them have limits that leave out no difference. */
  int apart() {
    return apart;
  }

  /** Which of them stand out, allowing for their number. */
  String standingOut() {
    return tests.sentence();
  }

  /** Figures and dots. */
  Exhibit exhibit() {
    Table table =
        new Table(
            "Share missed over 52 weeks, as it is and adjusted for age and sex; against the rest:"
                + " points more, times as often",
            List.of("Group", "Due", "Missed, %", "Adjusted, %", "Points more", "Times"),
            rows);
    return new Exhibit(chart.dots() == 0 ? null : drawn(), table);
  }

  private Exhibit.Chart drawn() {
    return Exhibit.Chart.within(
        chart.draw(
            "gaps",
            "Share missed of each group, less that of the rest",
            "A dot with its interval for each of %d groups; the upright line means no difference."
                .formatted(chart.dots())),
        "Dot and line: points more than the rest, with limits. Upright line: no difference.",
        "Points more",
        WIDTH);
  }
}
