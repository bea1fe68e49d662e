package org.attendancemonitor.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How many groups are not shown, and why. */
final class WhatIsLeftOut implements Chapter {
  private static final String WINDOW = WhoIsMissingOut.WINDOW;

  @Override
  public Optional<Section> of(Reported reported) {
    ServiceFigures figures = reported.now();
    List<String> hidden = new ArrayList<>();
    Stream.of(Names.OF_PATIENTS, Names.OF_APPOINTMENTS)
        .flatMap(List::stream)
        .forEach(
            attribute -> {
              int left = figures.hidden(attribute, WINDOW);
              if (left > 0) {
                hidden.add(
                    "%d of %d by %s"
                        .formatted(
                            left,
                            left + figures.groupsMissed(attribute, WINDOW).size(),
                            Names.dimension(attribute).toLowerCase(Locale.UK)));
              }
            });
    return Optional.of(
        new Section(
            "What is left out?",
            List.of(Sentences.leftOut(hidden)),
            List.of(),
            Section.Style.HALF));
  }
}
