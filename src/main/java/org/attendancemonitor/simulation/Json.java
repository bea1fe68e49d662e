package org.attendancemonitor.simulation;

/** Writes JSON text from the front to the back; commas and quotation marks are its business. */
final class Json {
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final StringBuilder text = new StringBuilder(2600);

  /** Opens an object: as the whole text or as an element of a list. */
  Json object() {
    comma();
    text.append('{');
    return this;
  }

  /** Opens an object under a key. */
  Json object(String key) {
    key(key);
    text.append('{');
    return this;
  }

  /** Closes the innermost object. */
  Json end() {
    text.append('}');
    return this;
  }

  /** Opens a list under a key. */
  Json list(String key) {
    key(key);
    text.append('[');
    return this;
  }

  /** Closes the innermost list. */
  Json close() {
    text.append(']');
    return this;
  }

  /** A text under a key. */
  Json put(String key, String value) {
    key(key);
    quoted(value);
    return this;
  }

  /** A truth value under a key. */
  Json put(String key, boolean value) {
    key(key);
    text.append(value);
    return this;
  }

  /** A number under a key. */
  Json put(String key, int value) {
    key(key);
    text.append(value);
    return this;
  }

  /** A text as an element of a list. */
  Json add(String value) {
    comma();
    quoted(value);
    return this;
  }

  /** An element that is JSON already. */
  Json raw(String json) {
    comma();
    text.append(json);
    return this;
  }

  /** JSON already, under a key. */
  Json raw(String key, String json) {
    key(key);
    text.append(json);
    return this;
  }

  private void key(String key) {
    comma();
    quoted(key);
    text.append(':');
  }

  private void comma() {
    if (text.length() == 0) {
      return;
    }
    char last = text.charAt(text.length() - 1);
    if (last != '{' && last != '[' && last != ':') {
      text.append(',');
    }
  }

  private void quoted(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char each = value.charAt(i);
      if (each == '"' || each == '\\') {
        text.append('\\').append(each);
      } else if (each < ' ') {
        text.append("\\u00").append(HEX[each >> 4]).append(HEX[each & 15]);
      } else {
        text.append(each);
      }
    }
    text.append('"');
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
