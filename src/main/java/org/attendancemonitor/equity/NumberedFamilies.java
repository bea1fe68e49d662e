package org.attendancemonitor.equity;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The families of an export in the order of the text, each known by its number. */
final class NumberedFamilies {
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> names = new ArrayList<>();
  private final List<String> helps = new ArrayList<>();

  /** Takes up a family where it is new; what was said about it last holds for all days. */
  void meet(Family family) {
    Integer known = numbers.putIfAbsent(family.name(), names.size());
    if (known == null) {
      names.add(family.name());
      helps.add(family.help());
    } else {
      helps.set(known, family.help());
    }
  }

  /**
   * A value of a series on some days.
   *
   * @param name of a family that was met
   */
  Stretch stretch(
      String name,
      List<String> labels,
      List<String> values,
      LocalDate from,
      LocalDate to,
      double value) {
    return new Stretch(
        numbers.get(name),
        OpenMetricsText.labels(labels, values),
        from.toEpochDay(),
        to.toEpochDay(),
        value);
  }

  String name(int number) {
    return names.get(number);
  }

  String help(int number) {
    return helps.get(number);
  }
}
