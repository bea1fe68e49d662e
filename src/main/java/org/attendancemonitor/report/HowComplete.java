package org.attendancemonitor.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Whether enough is known about the patients to say who is missing out. */
final class HowComplete implements Chapter {
  private static final String WINDOW = WhoIsMissingOut.WINDOW;

  @Override
  public Optional<Section> of(Reported reported) {
    List<Table.Row> rows = new ArrayList<>();
    Names.OF_PATIENTS.forEach(attribute -> rows.addAll(rows(reported.now(), attribute)));
    Table table =
        new Table(
            "Of attended and missed appointments over 52 weeks",
            List.of("Attribute", "Known", "Missed, not known"),
            rows);
    return Optional.of(
        new Section(
            "Is enough known to say?", List.of(), List.of(Exhibit.of(table)), Section.Style.HALF));
  }

  /** One for each way of not being known that is shown, at least one. */
  private static List<Table.Row> rows(ServiceFigures figures, String attribute) {
    OptionalDouble known = figures.value("known_ratio", attribute);
    String share = known.isPresent() ? Wording.percent(known.getAsDouble(), 0) : "not said";
    List<String> unknown =
        figures.groupsMissed(attribute, WINDOW).stream().filter(Names::notKnown).toList();
    if (unknown.isEmpty()) {
      return List.of(Table.Row.of(Names.dimension(attribute), share, ""));
    }
    List<Table.Row> rows = new ArrayList<>();
    for (String group : unknown) {
      String name = Names.dimension(attribute);
      rows.add(
          Table.Row.of(
              unknown.size() == 1
                  ? name
                  : name + ", " + Names.group(attribute, group).toLowerCase(Locale.UK),
              rows.isEmpty() ? share : "",
              figures.missed(attribute, group, WINDOW).map(Wording::percent).orElse("")));
    }
    return rows;
  }
}
