package org.attendancemonitor.fault;

/** A fault cannot be made on this machine; the message says what is missing. */
public final class NotHereException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With what is missing. */
  public NotHereException(String message) {
    super(message);
  }
}
