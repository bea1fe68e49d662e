package org.attendancemonitor.equity;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A release as anyone reads it: the text that Prometheus scrapes, taken apart. */
final class Exposition {
  private static final Pattern SERIES =
      Pattern.compile("^attendance_(\\w+)(?:\\{(.*)\\})? (\\S+)$", Pattern.MULTILINE);
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

  private final Map<String, Map<Map<String, String>, Double>> families = new TreeMap<>();

  /**
   * Reads a release.
   *
   * @param services that are told apart
   */
  Exposition(Release release, Set<String> services) {
    FiguresCollector collector =
        new FiguresCollector(
            services.stream().collect(java.util.stream.Collectors.toMap(key -> key, key -> key)));
    collector.publish(release);
    PrometheusRegistry registry = new PrometheusRegistry();
    registry.register(collector);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      PrometheusTextFormatWriter.create().write(out, registry.scrape());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    Matcher series = SERIES.matcher(out.toString(StandardCharsets.UTF_8));
    while (series.find()) {
      Map<String, String> labels = new TreeMap<>();
      Matcher label = LABEL.matcher(series.group(2) == null ? "" : series.group(2));
      while (label.find()) {
        labels.put(label.group(1), label.group(2));
      }
      families
          .computeIfAbsent(series.group(1), family -> new LinkedHashMap<>())
          .put(labels, Double.valueOf(series.group(3)));
    }
  }

  /** All families that have any series, by name without the prefix. */
  Map<String, Map<Map<String, String>, Double>> families() {
    return families;
  }

  /** Values by labels; nothing where the family has no series. */
  Map<Map<String, String>, Double> family(String name) {
    return families.getOrDefault(name, Map.of());
  }

  /** One value, or null where it is not told. */
  Double value(String family, Map<String, String> labels) {
    return family(family).get(labels);
  }

  /** Labels with one more. */
  static Map<String, String> with(Map<String, String> labels, String name, String value) {
    Map<String, String> more = new TreeMap<>(labels);
    more.put(name, value);
    return more;
  }

  /** Labels without some. */
  static Map<String, String> without(Map<String, String> labels, String... names) {
    Map<String, String> less = new TreeMap<>(labels);
    for (String name : names) {
      less.remove(name);
    }
    return less;
  }
}
