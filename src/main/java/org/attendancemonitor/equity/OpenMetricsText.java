package org.attendancemonitor.equity;

import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Gauges with the days they stand for, as OpenMetrics text: each family once, each series of it
 * once, its samples in order of time (OpenMetrics 1.0, section "Text format").
 */
final class OpenMetricsText {
  private static final long DAY = Duration.ofDays(1).toSeconds();

  private final Writer out;
  private final String common;

  /**
   * @param common labels that every series bears
   */
  OpenMetricsText(Writer out, Map<String, String> common) {
    this.out = out;
    this.common =
        common.entrySet().stream()
            .map(label -> label(label.getKey(), label.getValue()))
            .collect(Collectors.joining(","));
  }

  /** The labels of a series as text. */
  static String labels(List<String> names, List<String> values) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < names.size(); i++) {
      text.append(i == 0 ? "" : ",").append(label(names.get(i), values.get(i)));
    }
    return text.toString();
  }

  private static String label(String name, String value) {
    return name + "=\"" + escaped(value) + '"';
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  void family(String name, String help) throws IOException {
    out.write("# TYPE " + name + " gauge\n# HELP " + name + " " + escaped(help) + "\n");
  }

  /** One sample for each day of the stretch, at 00:00 UTC. */
  void samples(String name, Stretch stretch) throws IOException {
    String separator = stretch.labels().isEmpty() || common.isEmpty() ? "" : ",";
    String series = name + "{" + stretch.labels() + separator + common + "} " + stretch.value();
    for (long day = stretch.from(); day <= stretch.to(); day++) {
      out.write(series);
      out.write(' ');
      out.write(Long.toString(day * DAY));
      out.write('\n');
    }
  }

  void end() throws IOException {
    out.write("# EOF\n");
  }
}
