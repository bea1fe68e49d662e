package org.attendancemonitor.attendance;

import java.util.Objects;

/**
 * One name under which a resource is known. A resource has several: its logical id in the source
 * and each of its identifiers. Keys of people are always scoped to their source; an identifier of a
 * referral or an appointment that carries a system is shared between sources.
 *
 * @param text the key's one comparable form
 */
public record Key(String text) implements Comparable<Key> {
  /** The source, and the feed, of what people record here; no system may carry this name. */
  public static final String OURS = "monitor";

  public Key {
    Objects.requireNonNull(text, "text");
  }

  /** The logical id a source gave: {@code epr|Patient/123}. */
  public static Key ofId(String source, String type, String id) {
    return new Key(source + "|" + type + "/" + id);
  }

  /**
   * An identifier that means something only within its source: {@code epr|Patient?system|value}.
   */
  public static Key ofIdentifier(String source, String type, String system, String value) {
    return new Key(source + "|" + type + "?" + (system == null ? "" : system) + "|" + value);
  }

  /**
   * A business identifier that means the same thing in every source: {@code |Type?system|value}.
   */
  public static Key shared(String type, String system, String value) {
    return ofIdentifier("", type, system, value);
  }

  @Override
  public int compareTo(Key other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
