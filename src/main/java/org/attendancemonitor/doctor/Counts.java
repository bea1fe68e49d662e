package org.attendancemonitor.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How often each name was met; bounded, for a sender may invent names without end. */
final class Counts {
  private static final int MOST = 500;
  private final Map<String, Long> counts = new TreeMap<>();
  private long others;

  void add(String name) {
    add(name, 1);
  }

  void add(String name, long times) {
    if (counts.containsKey(name) || counts.size() < MOST) {
      counts.merge(name, times, Long::sum);
    } else {
      others += times;
    }
  }

  boolean isEmpty() {
    return counts.isEmpty();
  }

  long total() {
    return others + counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The names, the commonest first. */
  List<String> names() {
    List<String> names = new ArrayList<>(counts.keySet());
    names.sort((a, b) -> Long.compare(counts.get(b), counts.get(a)));
    return names;
  }

  long of(String name) {
    return counts.getOrDefault(name, 0L);
  }

  /** The names as figures, the commonest first. */
  List<Figure> figures(String code, String label) {
    List<Figure> figures = new ArrayList<>();
    for (String name : names()) {
      figures.add(new Figure(code + ":" + name, label + " " + name, of(name)));
    }
    if (others > 0) {
      figures.add(new Figure(code + ":others", label + ", further", others));
    }
    return figures;
  }
}
