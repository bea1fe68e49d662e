package org.attendancemonitor.api;

import java.time.Duration;

/**
 * Limits of the HTTP way in.
 *
 * @param maxBodyBytes largest body, counted after decompression
 * @param answerWithin how long a sender waits for the commit before it is told to try again
 * @param pageSize tasks or flags in a page where the client does not say
 * @param maxPageSize most it can ask for
 */
public record ApiSettings(long maxBodyBytes, Duration answerWithin, int pageSize, int maxPageSize) {
  public ApiSettings {
    check(
        maxBodyBytes >= 1024 && maxBodyBytes <= 100_000_000,
        "maxBodyBytes",
        "1024 to 100000000",
        maxBodyBytes);
    check(
        answerWithin.toMillis() >= 100 && answerWithin.toMinutes() <= 10,
        "answerWithin",
        "100ms to 10m",
        answerWithin);
    check(pageSize >= 1 && pageSize <= maxPageSize, "pageSize", "1 to maxPageSize", pageSize);
    check(maxPageSize <= 1000, "maxPageSize", "at most 1000", maxPageSize);
  }

  /** What holds where nothing is configured. */
  public static ApiSettings usual() {
    return new ApiSettings(5_000_000, Duration.ofSeconds(30), 50, 500);
  }

  private static void check(boolean good, String component, String expected, Object found) {
    if (!good) {
      throw new IllegalArgumentException(component + ": expected " + expected + ", found " + found);
    }
  }
}
