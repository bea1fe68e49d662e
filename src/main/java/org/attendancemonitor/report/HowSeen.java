package org.attendancemonitor.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Share missed by the way the service is offered: first or follow-up, how, and where. */
final class HowSeen implements Chapter {

  /** More would be a page of places. */
  private static final int MOST = 8;

  @Override
  public Optional<Section> of(Reported reported) {
    List<String> sentences = new ArrayList<>();
    List<Table.Row> rows = new ArrayList<>();
    for (String dimension : Names.OF_APPOINTMENTS) {
      List<String> groups = reported.now().groupsMissed(dimension, WhoIsMissingOut.WINDOW);
      if (groups.size() > MOST) {
        sentences.add(
            "The %d groups by %s are not listed here."
                .formatted(groups.size(), Names.dimension(dimension).toLowerCase(Locale.UK)));
        continue;
      }
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
                sentences,
                List.of(
                    Exhibit.of(
                        new Table(
                            "Share missed over 52 weeks; the people differ, too",
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
