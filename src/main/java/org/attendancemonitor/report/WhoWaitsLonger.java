package org.attendancemonitor.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.attendancemonitor.statistics.Estimate;

/** Groups that the release compares with the rest by their waits: how much longer, how sure. */
final class WhoWaitsLonger implements Chapter {
  private static final String QUESTION = "Do some groups wait longer?";
  private static final String FAMILY = "waiting_comparison";

  @Override
  public Optional<Section> of(Reported reported) {
    ServiceFigures now = reported.now();
    List<Table.Row> rows = new ArrayList<>();
    for (String attribute : Names.OF_PATIENTS) {
      for (String group : now.groups(FAMILY, attribute)) {
        now.estimate(FAMILY, attribute, group, "median_difference")
            .ifPresent(difference -> rows.add(row(now, attribute, group, difference)));
      }
    }
    if (rows.isEmpty()) {
      return Optional.of(
          new Section(
              QUESTION,
              List.of("No group is large enough to compare its waits with those of the rest."),
              List.of(),
              Section.Style.HALF));
    }
    return Optional.of(
        new Section(
            QUESTION,
            List.of(
                "Limits that hold 0: uncertain. Log-rank: the test of the times to being seen; p does"
                    + " not say how much."),
            List.of(
                Exhibit.of(
                    new Table(
                        "Median wait so far, less that of the rest",
                        List.of("Group", "Weeks", "Log-rank"),
                        rows))),
            Section.Style.HALF));
  }

  private static Table.Row row(
      ServiceFigures now, String attribute, String group, Estimate difference) {
    OptionalDouble p = now.value(FAMILY, attribute, group, "log_rank_p", "estimate");
    return Table.Row.of(
        group.equals("yes") ? Names.dimension(attribute) : Names.group(attribute, group),
        Wording.weeks(difference),
        p.isPresent() ? Wording.probability(p.getAsDouble()) : "");
  }
}
