package org.attendancemonitor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A scrape as anyone outside reads it: the text format of Prometheus.
 *
 * @param types by family, in the order of the text
 * @param series every one of them
 */
record Exposition(Map<String, String> types, List<Series> series) {
  private static final Pattern LINE = Pattern.compile("(\\w+)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  record Series(String name, Map<String, String> labels, double value) {}

  static Exposition of(String text) {
    Map<String, String> types = new LinkedHashMap<>();
    List<Series> series = new ArrayList<>();
    for (String line : text.lines().toList()) {
      if (line.startsWith("# TYPE ")) {
        String[] words = line.split(" ");
        types.put(words[2], words[3]);
      } else if (!line.startsWith("#") && !line.isBlank()) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
          throw new AssertionError("not a series: " + line);
        }
        Map<String, String> labels = new TreeMap<>();
        Matcher label = LABEL.matcher(parts.group(2) == null ? "" : parts.group(2));
        while (label.find()) {
          labels.put(label.group(1), label.group(2));
        }
        series.add(new Series(parts.group(1), labels, Double.parseDouble(parts.group(3))));
      }
    }
    return new Exposition(types, series);
  }

  /** The series whose name is this. */
  List<Series> named(String name) {
    return series.stream().filter(one -> one.name().equals(name)).toList();
  }

  /** Every set of label names that occurs under a name. */
  Set<Set<String>> labels(String name) {
    Set<Set<String>> sets = new java.util.HashSet<>();
    named(name).forEach(one -> sets.add(one.labels().keySet()));
    return sets;
  }

  /** Every value of a label that occurs under a name. */
  Set<String> values(String name, String label) {
    Set<String> values = new TreeSet<>();
    named(name).forEach(one -> values.add(one.labels().get(label)));
    return values;
  }
}
