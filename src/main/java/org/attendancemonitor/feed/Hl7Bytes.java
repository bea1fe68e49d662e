package org.attendancemonitor.feed;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Bytes of an HL7 v2 message: in the character set it states in MSH-18, else in that of its feed.
 */
public final class Hl7Bytes {
  /** The header is ASCII whatever the rest is in, and lies within these. */
  private static final int HEADER = 1_000;

  private Hl7Bytes() {}

  /**
   * The character set of a message.
   *
   * @param unstated taken where it states none, or one that is unknown
   */
  public static Charset charset(byte[] message, Charset unstated) {
    String start =
        new String(message, 0, Math.min(HEADER, message.length), StandardCharsets.ISO_8859_1);
    String stated = Hl7Header.of(start).component(18, 1);
    try {
      return stated.isEmpty() ? unstated : Charset.forName(java(stated));
    } catch (IllegalArgumentException unknown) {
      return unstated;
    }
  }

  /** Names of HL7 table 0211 as Java writes them. */
  private static String java(String stated) {
    if (stated.startsWith("8859/")) {
      return "ISO-8859-" + stated.substring(5);
    }
    if (stated.startsWith("UNICODE ")) {
      return stated.substring("UNICODE ".length());
    }
    return stated.equals("UNICODE") ? "UTF-8" : stated.equals("ASCII") ? "US-ASCII" : stated;
  }
}
