package org.attendancemonitor.risk;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What the settings records share. */
final class Settings {
  private Settings() {}

  /** A copy whose order depends on its content only, so that texts never depend on a file's. */
  static <T> Map<String, T> ordered(Map<String, T> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(new TreeMap<>(map)));
  }

  static void between(String component, int value, int low, int high) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          component + ": expected " + low + " to " + high + ", found " + value);
    }
  }
}
