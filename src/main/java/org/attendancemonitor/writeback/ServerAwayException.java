package org.attendancemonitor.writeback;

import java.time.Duration;

/**
 * The server cannot be spoken to now: nothing is wrong with what was to be told. Its text names
 * nobody.
 */
final class ServerAwayException extends Exception {
  private final transient Duration after;

  /**
   * @param text what went wrong
   * @param after how long the server wants to be left alone, or null where it does not say
   */
  ServerAwayException(String text, Duration after) {
    super(text);
    this.after = after;
  }

  Duration after() {
    return after;
  }
}
