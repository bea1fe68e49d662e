package org.attendancemonitor.record;

import org.attendancemonitor.attendance.Fact;

/**
 * A fact as it is kept. To write it costs a good part of what it costs to keep it, and depends on
 * nothing but the fact: whoever has time does it before the only writer has to.
 *
 * @param body the whole fact; empty where something was withdrawn
 * @param hash of the content without the message it came in
 */
public record FactText(String body, long hash) {
  private static final FactCodec CODEC = new FactCodec();

  /**
   * Writes a fact down.
   *
   * @throws IllegalStateException where it cannot be written, without what it says about a person
   */
  public static FactText of(Fact fact) {
    return CODEC.encode(fact);
  }

  /** What is written down says who it is about. */
  @Override
  public String toString() {
    return "FactText[" + Long.toHexString(hash) + "]";
  }
}
