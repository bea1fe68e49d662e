package org.attendancemonitor.equity;

/**
 * Funnel charts of services.
 *
 * @param overdispersionFrom services from which on their spread beyond chance can be estimated
 * @param overdispersionAbove limits are widened where the variance between services is more than so
 *     many times what chance explains
 */
public record FunnelSettings(int overdispersionFrom, double overdispersionAbove) {

  public FunnelSettings {
    if (overdispersionFrom < 2) {
      throw new IllegalArgumentException(
          "overdispersionFrom: expected 2 or more, found " + overdispersionFrom);
    }
    if (!(overdispersionAbove >= 1)) {
      throw new IllegalArgumentException(
          "overdispersionAbove: expected 1 or more, found " + overdispersionAbove);
    }
  }
}
