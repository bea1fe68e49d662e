package org.attendancemonitor.access;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** A sign-in that was not even tried, because of failures before it or because of the load. */
public class TooManyGuessesException extends AuthenticationException {
  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  TooManyGuessesException(Duration retryAfter) {
    super("too many sign-ins");
    this.retryAfter = retryAfter;
  }

  /** When the next try is welcome, at least a second. */
  public Duration retryAfter() {
    return retryAfter.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : retryAfter;
  }
}
