package org.attendancemonitor.intake;

import java.time.Duration;

/** Nothing was accepted and nothing recorded; the same may be sent again later. */
public class IntakeUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  /**
   * @param message why, without anything about a person
   * @param retryAfter how long a polite sender waits
   */
  public IntakeUnavailableException(String message, Duration retryAfter) {
    super(message);
    this.retryAfter = retryAfter;
  }

  /** How long a polite sender waits. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
