package org.attendancemonitor.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How many groups are not shown, and why. */
final class WhatIsLeftOut implements Chapter {

  @Override
  public Optional<Section> of(Reported reported) {
    List<String> hidden = new ArrayList<>();
    Stream.of(Names.OF_PATIENTS, Names.OF_APPOINTMENTS)
        .flatMap(List::stream)
        .forEach(
            dimension -> {
              int shown = reported.now().groups(dimension, WhoIsMissingOut.WINDOW).size();
              int left = reported.now().hidden(dimension, WhoIsMissingOut.WINDOW);
              if (left > 0) {
                hidden.add(
                    "%d of %d by %s"
                        .formatted(
                            left, left + shown, Names.dimension(dimension).toLowerCase(Locale.UK)));
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
