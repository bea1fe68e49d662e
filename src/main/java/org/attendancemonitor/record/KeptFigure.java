package org.attendancemonitor.record;

import java.util.List;

/**
 * A released figure that is no count of appointments by group.
 *
 * @param family the metric it belongs to, without prefix
 * @param labels values of the family's labels, in the family's order; the first is the service
 * @param value the figure, in the family's unit
 */
public record KeptFigure(String family, List<String> labels, double value) {

  public KeptFigure {
    labels = List.copyOf(labels);
    for (String label : labels) {
      if (label.indexOf('\n') >= 0) {
        throw new IllegalArgumentException("labels: expected no line break, found " + labels);
      }
    }
  }

  /**
   * A figure with some labels.
   *
   * @param family as above
   * @param value as above
   * @param labels as above
   */
  public static KeptFigure of(String family, double value, String... labels) {
    return new KeptFigure(family, List.of(labels), value);
  }
}
