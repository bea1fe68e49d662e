package org.attendancemonitor.equity;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * One gauge family in the making: a name, one set of label names, a value for each combination of
 * label values.
 */
final class Family {
  private static final String INFO = "_info";

  private final String name;
  private final String help;
  private final String[] labels;
  private final Map<List<String>, Double> values = new LinkedHashMap<>();

  Family(String name, String help, String... labels) {
    this.name = name;
    this.help = help;
    this.labels = labels;
  }

  /** Sets one value; the newer one wins. */
  void set(double value, String... labelValues) {
    if (labelValues.length != labels.length) {
      throw new IllegalArgumentException(
          "labels: expected " + labels.length + " for " + name + ", found " + labelValues.length);
    }
    values.put(List.of(labelValues), value);
  }

  String name() {
    return name;
  }

  List<String> labels() {
    return List.of(labels);
  }

  String help() {
    return help;
  }

  int series() {
    return values.size();
  }

  /** Every value with the values of its labels, in the order of {@link #labels}. */
  void each(BiConsumer<List<String>, Double> to) {
    values.forEach(to);
  }

  /** A gauge; or, by its name, an info, whose value is always 1. */
  MetricSnapshot snapshot() {
    return name.endsWith(INFO) ? info() : gauge();
  }

  private InfoSnapshot info() {
    MetricMetadata metadata =
        new MetricMetadata(name.substring(0, name.length() - INFO.length()), help);
    return new InfoSnapshot(
        metadata,
        values.keySet().stream()
            .map(
                labelValues ->
                    new InfoDataPointSnapshot(
                        Labels.of(labels, labelValues.toArray(String[]::new))))
            .toList());
  }

  private GaugeSnapshot gauge() {
    List<GaugeDataPointSnapshot> points = new ArrayList<>(values.size());
    values.forEach(
        (labelValues, value) ->
            points.add(
                new GaugeDataPointSnapshot(
                    value, Labels.of(labels, labelValues.toArray(String[]::new)), null)));
    return new GaugeSnapshot(new MetricMetadata(name, help), points);
  }
}
