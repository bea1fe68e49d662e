package org.attendancemonitor.feed;

import java.util.regex.Pattern;

/** The fields of an MSH segment, read before anything else of a message can be. */
final class Hl7Header {
  private final String[] fields;

  private Hl7Header(String[] fields) {
    this.fields = fields;
  }

  /** Of a message; without fields where it has no such segment. */
  static Hl7Header of(String message) {
    int start = message.indexOf("MSH");
    if (start < 0 || message.length() < start + 8) {
      return new Hl7Header(new String[0]);
    }
    String line = message.substring(start).split("[\r\n]", 2)[0];
    return new Hl7Header(line.split(Pattern.quote(line.substring(3, 4)), -1));
  }

  /** A field by the number the standard gives it; MSH-1 is the separator itself. */
  String field(int number) {
    int index = number - 1;
    return index < fields.length ? fields[index] : "";
  }

  /** A component of a field's first repetition. */
  String component(int number, int component) {
    String[] parts = field(number).split("~", 2)[0].split("\\^", -1);
    return component <= parts.length ? parts[component - 1] : "";
  }
}
