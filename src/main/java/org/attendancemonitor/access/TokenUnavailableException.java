package org.attendancemonitor.access;

/** No token could be had from another system's provider now; its text names nobody. */
public final class TokenUnavailableException extends Exception {

  /**
   * @param text what went wrong, fit for a log
   */
  public TokenUnavailableException(String text) {
    super(text);
  }
}
