package org.attendancemonitor.fault;

/** A service did not do what it was to do; the message says what, with the last it has written. */
public final class FaultException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With what happened. */
  public FaultException(String message) {
    super(message);
  }
}
