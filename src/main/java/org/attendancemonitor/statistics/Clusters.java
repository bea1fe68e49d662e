package org.attendancemonitor.statistics;

import java.util.Optional;

/**
 * A proportion whose trials come in clusters, as appointments come in patients: counted cluster by
 * cluster, keeping sums only, so that any number of patients can stream through in any order.
 */
public final class Clusters {
  private long clusters;
  private long x;
  private long n;
  private long xx;
  private long xn;
  private long nn;

  /**
   * One more cluster; one without trials is left out.
   *
   * @param were how many of its trials were, 0 to trials
   * @param trials how many it has
   * @throws IllegalArgumentException where were is negative or above trials
   */
  public void add(long were, long trials) {
    if (were < 0 || were > trials) {
      throw new IllegalArgumentException(
          "were: expected 0 to trials, found " + were + " of " + trials);
    }
    if (trials == 0) {
      return;
    }
    clusters++;
    x += were;
    n += trials;
    xx += were * were;
    xn += were * trials;
    nn += trials * trials;
  }

  /** How many clusters have trials. */
  public long count() {
    return clusters;
  }

  /** All clusters together. */
  public Proportion pooled() {
    return new Proportion(x, n);
  }

  /**
   * The design effect: the cluster-robust variance of the proportion, {@code J/(J-1) sum (x_j - p
   * n_j)^2 / n^2}, over the variance of as many independent trials, {@code p(1-p)/n}, and never
   * below 1 (ratio estimator of survey statistics, Kish).
   *
   * @return empty for fewer than two clusters, or where none or all of the trials were
   */
  public Optional<DesignEffect> designEffect() {
    if (clusters < 2 || x == 0 || x == n) {
      return Optional.empty();
    }
    double p = (double) x / n;
    double squares = xx - 2 * p * xn + p * p * nn;
    double robust = (double) clusters / (clusters - 1) * squares / n;
    return Optional.of(new DesignEffect(Math.max(1, robust / (p * (1 - p)))));
  }
}
