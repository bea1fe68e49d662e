package org.attendancemonitor.record;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/**
 * A release as it was made, its parts in a fixed order.
 *
 * @param slot the moment of the release grid it was made for; one release each
 * @param madeAt when
 * @param upTo the last local day it counts
 * @param synthetic made from invented patients
 * @param definition the definition of a DNA in force then, in words
 * @param cells shown and hidden
 * @param figures the rest
 */
public record KeptRelease(
    Instant slot,
    Instant madeAt,
    LocalDate upTo,
    boolean synthetic,
    String definition,
    List<KeptCell> cells,
    List<KeptFigure> figures) {

  public KeptRelease {
    cells =
        cells.stream()
            .sorted(
                Comparator.comparing(KeptCell::subject)
                    .thenComparing(cell -> cell.key().service())
                    .thenComparing(cell -> cell.key().dimension())
                    .thenComparing(cell -> cell.key().group())
                    .thenComparing(KeptCell::window))
            .toList();
    figures =
        figures.stream()
            .sorted(
                Comparator.comparing(KeptFigure::family)
                    .thenComparing(figure -> String.join("\n", figure.labels())))
            .toList();
  }
}
