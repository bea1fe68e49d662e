package org.attendancemonitor.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

/** How often intervals cover the truth. */
final class Coverage {
  private int intervals;
  private int covering;

  void count(Estimate interval, double truth) {
    count(interval.covers(truth));
  }

  void count(Optional<Estimate> interval, double truth) {
    interval.ifPresent(each -> count(each, truth));
  }

  void count(boolean covers) {
    intervals++;
    covering += covers ? 1 : 0;
  }

  double rate() {
    return (double) covering / intervals;
  }

  /** By chance, a rate is 3 binomial standard deviations off in 1 of 370. */
  double chance(double stated) {
    return 3 * Math.sqrt(stated * (1 - stated) / intervals);
  }

  /**
   * The rate is the stated one but for chance, and for what an approximate method may be off by.
   */
  void isAbout(double stated, double below, double above) {
    assertThat(rate())
        .as("share of %s intervals that cover the truth", intervals)
        .isBetween(stated - below - chance(stated), stated + above + chance(stated));
  }
}
