package org.attendancemonitor.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Whether enough is known about the patients to say who is missing out. */
final class HowComplete implements Chapter {

  @Override
  public Optional<Section> of(Reported reported) {
    List<Table.Row> rows = new ArrayList<>();
    List<String> unsaid = new ArrayList<>();
    for (String attribute : Names.OF_PATIENTS) {
      OptionalDouble known = reported.now().value("known_ratio", attribute);
      if (known.isPresent()) {
        rows.add(Table.Row.of(Names.dimension(attribute), Wording.percent(known.getAsDouble(), 0)));
      } else {
        unsaid.add(Names.dimension(attribute).toLowerCase(java.util.Locale.UK));
      }
    }
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "Share of attended and missed appointments over 52 weeks of people whose attribute is"
            + " known. People of whom it is not known may miss more or less than the others.");
    if (!unsaid.isEmpty()) {
      sentences.add("Not said, because too few are concerned: " + Wording.list(unsaid) + ".");
    }
    List<Exhibit> exhibits =
        rows.isEmpty()
            ? List.of()
            : List.of(
                Exhibit.of(new Table("How much is known", List.of("Attribute", "Known"), rows)));
    return Optional.of(
        new Section("Is enough known to say?", sentences, exhibits, Section.Style.HALF));
  }
}
