package org.attendancemonitor.equity;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.attendancemonitor.record.KeptFigure;
import org.attendancemonitor.statistics.Estimate;

/** An estimate and its limits as the figures of one family. */
final class Bounds {
  private Bounds() {}

  /**
   * Three figures; the family's last label is the bound.
   *
   * @param shown how each of the three is shown
   * @param labels values of the other labels
   */
  static List<KeptFigure> of(
      FigureFamily family, Estimate estimate, DoubleUnaryOperator shown, String... labels) {
    return List.of(
        figure(family, shown.applyAsDouble(estimate.value()), labels, "estimate"),
        figure(family, shown.applyAsDouble(estimate.lower()), labels, "lower"),
        figure(family, shown.applyAsDouble(estimate.upper()), labels, "upper"));
  }

  private static KeptFigure figure(
      FigureFamily family, double value, String[] labels, String bound) {
    return family.figure(
        value, Stream.concat(Arrays.stream(labels), Stream.of(bound)).toArray(String[]::new));
  }
}
