package org.attendancemonitor.worklist;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was typed into a form, to be read and to be shown again: nothing is lost by a fault.
 *
 * @param fields by name
 */
record FormValues(Map<String, List<String>> fields) {
  FormValues {
    fields = Map.copyOf(fields);
  }

  /** Everything a form sent. */
  static FormValues of(HttpServletRequest request) {
    Map<String, List<String>> fields = new TreeMap<>();
    request.getParameterMap().forEach((name, values) -> fields.put(name, List.of(values)));
    return new FormValues(fields);
  }

  /** The value of a field without blanks around it; empty where there is none. */
  public String one(String name) {
    return fields.getOrDefault(name, List.of("")).get(0).strip();
  }

  /** Every value of a field. */
  public List<String> all(String name) {
    return fields.getOrDefault(name, List.of());
  }

  /** Whether a choice was made. */
  public boolean has(String name, String value) {
    return all(name).contains(value);
  }

  /** Every field but some. */
  Map<String, List<String>> besides(String... names) {
    Map<String, List<String>> others = new TreeMap<>(fields);
    others.keySet().removeAll(List.of(names));
    return others;
  }
}
