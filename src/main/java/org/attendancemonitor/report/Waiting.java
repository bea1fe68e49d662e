package org.attendancemonitor.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Who waits, how long, and who is removed unseen; by the wait that nothing resets. */
final class Waiting implements Chapter {
  private static final String QUESTION = "Who waits longest, and who is removed unseen?";
  private static final int WIDTH = 120;
  private static final String SINCE = "referral";
  private static final List<String> ATTRIBUTES = List.of("deprivation_quintile", "ethnic_group");

  @Override
  public Optional<Section> of(Reported reported) {
    ServiceFigures now = reported.now();
    if (now.value("waiting_patients", "all", "all").isEmpty()) {
      return Optional.of(
          new Section(
              QUESTION,
              List.of("Nothing is known of waits in this service."),
              List.of(),
              Section.Style.FULL));
    }
    List<Table.Row> rows = new ArrayList<>();
    IntervalChart chart = new IntervalChart(false, WIDTH);
    add(now, "all", "all", "All who wait", rows, chart);
    for (String attribute : ATTRIBUTES) {
      List<String> groups = groups(now, attribute);
      if (!groups.isEmpty()) {
        rows.add(Table.Row.heading(Names.dimension(attribute)));
        chart.skip();
      }
      groups.forEach(
          group -> add(now, attribute, group, Names.group(attribute, group), rows, chart));
    }
    for (String need : Names.NEEDS) {
      if (groups(now, need).contains("yes")) {
        add(now, need, "yes", Names.dimension(need), rows, chart);
      }
    }
    return Optional.of(
        new Section(
            QUESTION,
            WaitingSentences.of(reported),
            List.of(exhibit(rows, chart)),
            Section.Style.FULL));
  }

  private static List<String> groups(ServiceFigures now, String attribute) {
    return now.groups("waiting_patients", attribute).stream()
        .filter(group -> !Names.notKnown(group))
        .toList();
  }

  private static void add(
      ServiceFigures now,
      String attribute,
      String group,
      String name,
      List<Table.Row> rows,
      IntervalChart chart) {
    rows.add(
        Table.Row.of(
            name,
            now.value("waiting_patients", attribute, group).stream()
                .mapToObj(Wording::count)
                .findFirst()
                .orElse(""),
            weeks(now, attribute, group, "list"),
            weeks(now, attribute, group, "km"),
            over(now, attribute, group, "18w"),
            over(now, attribute, group, "52w"),
            removed(now, attribute, group)));
    now.estimate("waiting_over_ratio", attribute, group, "18w")
        .ifPresentOrElse(chart::line, chart::skip);
  }

  private static String weeks(ServiceFigures now, String attribute, String group, String method) {
    OptionalDouble seconds = now.value("waiting_seconds", attribute, group, "50", SINCE, method);
    return seconds.isPresent() ? Wording.weeksBare(seconds.getAsDouble()) : "";
  }

  private static String over(ServiceFigures now, String attribute, String group, String threshold) {
    return now.estimate("waiting_over_ratio", attribute, group, threshold)
        .map(Wording::bare)
        .orElse("");
  }

  private static String removed(ServiceFigures now, String attribute, String group) {
    OptionalDouble removed = now.value("removed_unseen", attribute, group, "52w");
    return removed.isPresent() ? Wording.count(removed.getAsDouble()) : "";
  }

  private static Exhibit exhibit(List<Table.Row> rows, IntervalChart chart) {
    Table table =
        new Table(
            "Waits since referral, in weeks; referrals removed unseen in 52 weeks",
            List.of(
                "Group",
                "Waiting",
                "Median so far",
                "Half are seen in",
                "Over 18, %",
                "Over 52, %",
                "Removed unseen"),
            rows);
    Exhibit.Chart drawn =
        chart.dots() == 0
            ? null
            : Exhibit.Chart.within(
                chart.draw(
                    "waits",
                    "Share waiting longer than 18 weeks, by group",
                    "A dot with its interval for each of %d groups.".formatted(chart.dots())),
                "Dot and line: share over 18 weeks, with limits. Groups of small numbers are not shown.",
                "Over 18 weeks",
                WIDTH);
    return new Exhibit(drawn, table);
  }
}
