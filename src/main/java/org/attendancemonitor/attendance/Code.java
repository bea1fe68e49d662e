package org.attendancemonitor.attendance;

import java.util.Objects;

/**
 * A code with the system that gives it its meaning; the same letter means different things in
 * different systems, so a code is never compared without its system.
 *
 * @param system the code system's URI as sent, or the empty string where the sender gave none
 * @param value the code, case-sensitive, trimmed
 */
public record Code(String system, String value) {
  public Code {
    system = system == null ? "" : system;
    Objects.requireNonNull(value, "value");
  }

  /** The form used in configuration files and in log lines: {@code system|value}. */
  @Override
  public String toString() {
    return system + "|" + value;
  }

  /**
   * Reads {@code system|value}; a text without a bar is a value without a system.
   *
   * @param text for example {@code http://snomed.info/sct|32911000}
   */
  public static Code parse(String text) {
    int bar = text.lastIndexOf('|');
    return bar < 0 ? new Code("", text) : new Code(text.substring(0, bar), text.substring(bar + 1));
  }
}
