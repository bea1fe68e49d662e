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
    StandOut tests = new StandOut(reported.settings().falseDiscoveryRate());
    for (String attribute : Names.OF_PATIENTS) {
      for (String group : now.groups(FAMILY, attribute)) {
        OptionalDouble p = now.value(FAMILY, attribute, group, "log_rank_p", "estimate");
        now.estimate(FAMILY, attribute, group, "median_difference")
            .ifPresent(
                difference -> {
                  rows.add(row(name(attribute, group), difference, p));
                  p.ifPresent(value -> tests.add(Names.groupAlone(attribute, group), value, true));
                });
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
                ("Within the same clinical priority; limits that hold 0: uncertain. Log-rank: a test of"
                        + " the times to being seen. "
                        + tests.sentence())
                    .strip()),
            List.of(
                Exhibit.of(
                    new Table(
                        "Median wait so far, less that of the rest",
                        List.of("Group", "Weeks", "Log-rank"),
                        rows))),
            Section.Style.HALF));
  }

  private static String name(String attribute, String group) {
    return group.equals("yes") ? Names.dimension(attribute) : Names.group(attribute, group);
  }

  private static Table.Row row(String name, Estimate difference, OptionalDouble p) {
    return Table.Row.of(
        name, Wording.weeks(difference), p.isPresent() ? Wording.probability(p.getAsDouble()) : "");
  }
}
