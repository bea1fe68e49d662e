package org.attendancemonitor.writeback;

import java.net.http.HttpResponse;
import java.time.Duration;

/** How long a server wants to be left alone: {@code Retry-After} in seconds (RFC 9110, 10.2.3). */
final class RetryAfter {
  private static final Duration LONGEST = Duration.ofHours(1);

  private RetryAfter() {}

  /** Null where it does not say, or says it as a date: clocks differ. */
  static Duration of(HttpResponse<?> answer) {
    return answer
        .headers()
        .firstValue("Retry-After")
        .map(String::strip)
        .filter(text -> text.matches("[0-9]{1,9}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)))
        .map(wait -> wait.compareTo(LONGEST) > 0 ? LONGEST : wait)
        .orElse(null);
  }
}
