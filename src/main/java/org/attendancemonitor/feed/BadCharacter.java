package org.attendancemonitor.feed;

/**
 * Characters that no text of a message may hold, because it could not be kept as it is: NUL, and
 * half of a surrogate pair, of which several would become the same question mark.
 */
final class BadCharacter {
  static final String WHAT = "NUL, or half of a character";

  private BadCharacter() {}

  /** Where the first one stands, or -1. */
  static int in(String text) {
    return in(text, false);
  }

  /** Where the first one stands in JSON, raw or as an escape, or -1. */
  static int inJson(String text) {
    return in(text, text.contains("\\u"));
  }

  private static int in(String text, boolean escapes) {
    int high = -1;
    for (int at = 0; at < text.length(); ) {
      char c = text.charAt(at);
      int length = 1;
      if (escapes && c == '\\' && at + 1 < text.length()) {
        int code = code(text, at);
        length = code < 0 ? 2 : 6;
        c = code < 0 ? ' ' : (char) code;
      }
      if (high >= 0 && !Character.isLowSurrogate(c)) {
        return high;
      }
      if (c == 0 || high < 0 && Character.isLowSurrogate(c)) {
        return at;
      }
      high = Character.isHighSurrogate(c) ? at : -1;
      at += length;
    }
    return high;
  }

  /** What an escape of four hexadecimal digits stands for; -1 where it is none. */
  private static int code(String text, int at) {
    if (text.charAt(at + 1) != 'u' || at + 6 > text.length()) {
      return -1;
    }
    int code = 0;
    for (int i = at + 2; i < at + 6; i++) {
      int digit = Character.digit(text.charAt(i), 16);
      if (digit < 0) {
        return -1;
      }
      code = 16 * code + digit;
    }
    return code;
  }
}
