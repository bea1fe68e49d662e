package org.attendancemonitor.equity;

import java.util.Map;
import java.util.TreeMap;

/** The figures of one family of a release, by the values of their labels with spaces between. */
final class Told {
  private Told() {}

  static Map<String, Double> of(Release release, String family) {
    Map<String, Double> told = new TreeMap<>();
    release.figures().stream()
        .filter(figure -> figure.family().equals(family))
        .forEach(figure -> told.put(String.join(" ", figure.labels()), figure.value()));
    return told;
  }
}
