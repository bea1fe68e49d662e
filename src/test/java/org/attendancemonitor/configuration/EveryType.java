package org.attendancemonitor.configuration;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attendancemonitor.attendance.Code;

/** Settings of every type a settings record may have. */
record EveryType(
    String text,
    int whole,
    Integer boxed,
    long large,
    double share,
    boolean flag,
    DayOfWeek day,
    LocalDate date,
    LocalTime time,
    Duration duration,
    Path path,
    Code code,
    List<Integer> numbers,
    Set<Code> codes,
    Map<String, Limits> limits,
    Map<DayOfWeek, List<String>> byDay,
    Limits nested,
    Optional<Limits> perhaps,
    Optional<String> absent) {

  record Limits(int low, int high) {
    Limits {
      if (low < 0) {
        throw new IllegalArgumentException("low: expected 0 or more, found " + low);
      }
      if (high > 100) {
        throw new IllegalArgumentException("high: expected 100 or less, found " + high);
      }
    }
  }

  EveryType {
    if (whole < 1) {
      throw new IllegalArgumentException("whole: expected 1 or more, found " + whole);
    }
    if (share < 0 || share > 1) {
      throw new IllegalArgumentException("share: expected 0 to 1, found " + share);
    }
    if (!limits.containsKey(text)) {
      throw new IllegalArgumentException(
          "text: expected one of " + limits.keySet() + ", found " + text);
    }
  }
}
