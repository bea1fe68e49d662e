package org.attendancemonitor.equity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.attendancemonitor.record.KeptFigure;

/**
 * The figures of one release as anyone may see them, by the names and labels of the metrics without
 * their prefix, and those for the report that Prometheus is not told. What is hidden is not in it.
 */
public final class ReleasedFigures {
  private final Release release;
  private final Map<String, Map<List<String>, Double>> families = new LinkedHashMap<>();

  private ReleasedFigures(Release release) {
    this.release = release;
  }

  /** The figures of a release. */
  static ReleasedFigures of(Release release) {
    ReleasedFigures figures = new ReleasedFigures(release);
    for (Family family : ReleasedFamilies.of(release).families()) {
      Map<List<String>, Double> values = new LinkedHashMap<>();
      family.each(values::put);
      figures.families.put(
          family.name().substring("attendance_".length()), Collections.unmodifiableMap(values));
    }
    // What Prometheus is not told.
    Map<String, Map<List<String>, Double>> others = new LinkedHashMap<>();
    for (KeptFigure figure : release.figures()) {
      if (!figures.families.containsKey(figure.family())) {
        others
            .computeIfAbsent(figure.family(), family -> new LinkedHashMap<>())
            .put(figure.labels(), figure.value());
      }
    }
    figures.families.putAll(others);
    return figures;
  }

  /** When the release was made: what was known then is in it. */
  public Instant madeAt() {
    return release.madeAt();
  }

  /** The last local day it counts. */
  public LocalDate upTo() {
    return release.upTo();
  }

  /** Whether it was made from invented patients. */
  public boolean synthetic() {
    return release.synthetic();
  }

  /** The definition of a missed appointment that was in force, in words. */
  public String definition() {
    return release.definition();
  }

  /**
   * Every figure of a family.
   *
   * @param family for example {@code dna_ratio}
   * @return value by the values of the labels, in the order of the metric; nothing where there is
   *     no such family
   */
  public Map<List<String>, Double> family(String family) {
    return families.getOrDefault(family, Map.of());
  }

  /**
   * One figure, in the unit of its family.
   *
   * @param family as above
   * @param labels a value for each label, in the order of the metric
   * @return nothing where it is hidden or was not worked out
   */
  public OptionalDouble value(String family, String... labels) {
    Double value = family(family).get(List.of(labels));
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
