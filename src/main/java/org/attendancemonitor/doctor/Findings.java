package org.attendancemonitor.doctor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects findings: the same one is counted, and only its first places are kept. */
final class Findings {
  private static final int PLACES = 100;
  private final Map<Kind, Found> found = new LinkedHashMap<>();

  private record Kind(Rule rule, String detail) {}

  private static final class Found {
    private final List<String> places = new ArrayList<>();
    private long count;
  }

  /** Notes one at a place in a file. */
  void add(Rule rule, String file, String detail, String place) {
    Found one = found.computeIfAbsent(new Kind(rule, detail), it -> new Found());
    one.count++;
    if (one.places.size() < PLACES) {
      one.places.add(place.isEmpty() ? file : file + ": " + place);
    }
  }

  /** Notes one of all files together, met so often. */
  void overall(Rule rule, String detail, long count) {
    if (count > 0) {
      found.computeIfAbsent(new Kind(rule, detail), it -> new Found()).count += count;
    }
  }

  /** Those of one area, the worst first. */
  List<Finding> of(Area area) {
    return found.entrySet().stream()
        .filter(one -> one.getKey().rule().area == area)
        .map(
            one ->
                new Finding(
                    one.getKey().rule(),
                    one.getKey().detail(),
                    one.getValue().count,
                    one.getValue().places))
        .sorted(
            Comparator.comparing((Finding one) -> one.rule().weight)
                .thenComparing(Finding::rule)
                .thenComparing(Finding::detail))
        .toList();
  }
}
