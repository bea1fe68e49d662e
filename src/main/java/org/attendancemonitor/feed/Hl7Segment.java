package org.attendancemonitor.feed;

import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.Segment;
import ca.uhn.hl7v2.util.Terser;

/** One segment: its fields by number, as the standard counts them, with escapes taken out. */
final class Hl7Segment {
  /** Sent for "delete what you have": nothing is stated then either. */
  private static final String NULL = "\"\"";

  private final String name;
  private final Segment segment;

  /**
   * @param name three letters
   * @param segment as parsed, or null where the message has none
   */
  Hl7Segment(String name, Segment segment) {
    this.name = name;
    this.segment = segment;
  }

  String name() {
    return name;
  }

  boolean there() {
    return segment != null;
  }

  /** The name of a field, such as {@code SCH-25}. */
  String field(int field) {
    return name + "-" + field;
  }

  /** How often a field is repeated; 0 where it is not sent. */
  int repetitions(int field) {
    try {
      return segment == null ? 0 : segment.getField(field).length;
    } catch (HL7Exception unreadable) {
      return 0;
    }
  }

  /** The first component of a field, or null. */
  String text(int field) {
    return text(field, 1);
  }

  /** A component of a field's first repetition, or null. */
  String text(int field, int component) {
    return text(field, 0, component, 1);
  }

  /**
   * A part of a field, or null where it is empty.
   *
   * @param field from 1
   * @param repetition from 0
   * @param component from 1
   * @param part from 1
   */
  String text(int field, int repetition, int component, int part) {
    if (repetition >= repetitions(field)) {
      return null;
    }
    try {
      String value = Terser.get(segment, field, repetition, component, part);
      String text = value == null ? "" : value.strip();
      return text.isEmpty() || text.equals(NULL) ? null : text;
    } catch (HL7Exception unreadable) {
      return null;
    }
  }
}
