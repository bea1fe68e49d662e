package org.attendancemonitor.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Share missed by the way the service is offered: first or follow-up, how, and where. */
final class HowSeen implements Chapter {

  @Override
  public Optional<Section> of(Reported reported) {
    List<Table.Row> rows = new ArrayList<>();
    for (String dimension : Names.OF_APPOINTMENTS) {
      List<String> groups = reported.now().groupsMissed(dimension, WhoIsMissingOut.WINDOW);
      if (!groups.isEmpty()) {
        rows.add(Table.Row.heading(Names.dimension(dimension)));
      }
      for (String group : groups) {
        rows.add(row(reported.now(), dimension, group));
      }
    }
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Section(
                "Does it matter how they are seen?",
                List.of("The people differ, too: who is offered what is no chance."),
                List.of(
                    Exhibit.of(
                        new Table(
                            "Share missed over 52 weeks",
                            List.of("Offered", "Due", "Missed"),
                            rows))),
                Section.Style.HALF));
  }

  private static Table.Row row(ServiceFigures figures, String dimension, String group) {
    return Table.Row.of(
        Names.group(dimension, group),
        Wording.count(figures.due(dimension, group, WhoIsMissingOut.WINDOW).orElse(0)),
        figures.missed(dimension, group, WhoIsMissingOut.WINDOW).map(Wording::percent).orElse(""));
  }
}
