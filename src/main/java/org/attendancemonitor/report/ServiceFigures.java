package org.attendancemonitor.report;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.attendancemonitor.equity.ReleasedFigures;
import org.attendancemonitor.statistics.DesignEffect;
import org.attendancemonitor.statistics.Estimate;
import org.attendancemonitor.statistics.Proportion;

/** The figures of one service in one release. */
final class ServiceFigures {
  static final String ALL = "all";

  private final String service;
  private final ReleasedFigures release;
  private final boolean lateIsMissed;

  /**
   * @param service its key
   * @param release as anyone may see it
   * @param lateIsMissed who arrived too late to be seen counts as missed
   */
  ServiceFigures(String service, ReleasedFigures release, boolean lateIsMissed) {
    this.service = service;
    this.release = release;
    this.lateIsMissed = lateIsMissed;
  }

  /** Those of another service in the same release. */
  ServiceFigures of(String other) {
    return new ServiceFigures(other, release, lateIsMissed);
  }

  String service() {
    return service;
  }

  ReleasedFigures release() {
    return release;
  }

  LocalDate upTo() {
    return release.upTo();
  }

  /** One figure; the labels that follow the service. */
  OptionalDouble value(String family, String... labels) {
    return release.value(
        family, Stream.concat(Stream.of(service), Stream.of(labels)).toArray(String[]::new));
  }

  /** A figure with its limits; the labels that follow the service, without the bound. */
  Optional<Estimate> estimate(String family, String... labels) {
    OptionalDouble value = bound("estimate", family, labels);
    OptionalDouble lower = bound("lower", family, labels);
    OptionalDouble upper = bound("upper", family, labels);
    return value.isPresent() && lower.isPresent() && upper.isPresent()
        ? Optional.of(new Estimate(value.getAsDouble(), lower.getAsDouble(), upper.getAsDouble()))
        : Optional.empty();
  }

  private OptionalDouble bound(String bound, String family, String... labels) {
    return value(family, Stream.concat(Stream.of(labels), Stream.of(bound)).toArray(String[]::new));
  }

  /** Share missed of a group. */
  Optional<Estimate> missed(String dimension, String group, String window) {
    return estimate("dna_ratio", dimension, group, window);
  }

  /** Attended and missed together, of a group that is shown; none where it is not. */
  OptionalDouble due(String dimension, String group, String window) {
    OptionalDouble attended = count(dimension, group, window, "attended");
    OptionalDouble missed = count(dimension, group, window, "dna");
    if (attended.isEmpty() || missed.isEmpty()) {
      return OptionalDouble.empty();
    }
    double late = lateIsMissed ? count(dimension, group, window, "late_not_seen").orElse(0) : 0;
    return OptionalDouble.of(attended.getAsDouble() + missed.getAsDouble() + late);
  }

  /** How many a group that is shown missed, of those due. */
  double missedCount(String dimension, String group, String window) {
    return due(dimension, group, window).orElse(0)
        - count(dimension, group, window, "attended").orElse(0);
  }

  /** Missed of those due, in whole numbers; of nothing where the group is not shown. */
  Proportion share(String dimension, String group, String window) {
    return new Proportion(
        Math.round(missedCount(dimension, group, window)),
        Math.round(due(dimension, group, window).orElse(0)));
  }

  /** How many times the variance of a share is that of independent appointments; at least 1. */
  DesignEffect designEffect(String dimension, String group, String window) {
    return new DesignEffect(value("dna_design_effect", dimension, group, window).orElse(1));
  }

  /** Appointments of a group that ended in one way. */
  OptionalDouble count(String dimension, String group, String window, String outcome) {
    return value("appointments", dimension, group, window, outcome);
  }

  /** Groups of an attribute whose share missed is shown, in the fixed order of the page. */
  List<String> groupsMissed(String dimension, String window) {
    return groups("dna_ratio", dimension).stream()
        .filter(group -> missed(dimension, group, window).isPresent())
        .toList();
  }

  /**
   * Groups of an attribute that have any figure of a family, in the fixed order of the page.
   *
   * @param family whose first labels are service, dimension and group
   */
  List<String> groups(String family, String dimension) {
    return release.family(family).keySet().stream()
        .filter(labels -> labels.get(0).equals(service) && labels.get(1).equals(dimension))
        .map(labels -> labels.get(2))
        .distinct()
        .sorted(
            Comparator.comparingInt((String group) -> Names.place(dimension, group))
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  /** How many groups of an attribute have appointments but are not shown. */
  int hidden(String dimension, String window) {
    return (int) value("suppressed_cells", dimension, window).orElse(0);
  }
}
