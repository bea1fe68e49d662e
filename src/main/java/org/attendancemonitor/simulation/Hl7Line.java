package org.attendancemonitor.simulation;

import java.util.ArrayList;
import java.util.List;

/** Writes a segment of HL7 v2 with the usual delimiters. */
final class Hl7Line {
  private final List<String> fields = new ArrayList<>();

  /** A segment of a name, as yet without fields. */
  Hl7Line(String name) {
    fields.add(name);
  }

  /**
   * Sets a field from its components.
   *
   * @param number as the standard counts
   * @param components their plain texts; empty at the end are left out
   */
  Hl7Line put(int number, String... components) {
    StringBuilder text = new StringBuilder();
    int last = components.length;
    while (last > 0 && components[last - 1].isEmpty()) {
      last--;
    }
    for (int i = 0; i < last; i++) {
      text.append(i == 0 ? "" : "^").append(escaped(components[i]));
    }
    return raw(number, text.toString());
  }

  /** Adds a repetition to a field. */
  Hl7Line repeat(int number, String... components) {
    String before = fields.size() > number ? fields.get(number) : "";
    put(number, components);
    return before.isEmpty() ? this : raw(number, before + "~" + fields.get(number));
  }

  /** Sets a field that is written already. */
  Hl7Line raw(int number, String text) {
    while (fields.size() <= number) {
      fields.add("");
    }
    fields.set(number, text);
    return this;
  }

  private static String escaped(String plain) {
    return plain
        .replace("\\", "\\E\\")
        .replace("|", "\\F\\")
        .replace("^", "\\S\\")
        .replace("~", "\\R\\")
        .replace("&", "\\T\\");
  }

  @Override
  public String toString() {
    return String.join("|", fields) + "\r";
  }
}
