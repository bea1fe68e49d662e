package org.attendancemonitor.statistics;

/**
 * What a waiting list needs to meet its target: the formulas of NHSRwaitinglist (Walton and
 * others), from the theory of queues. Demand and capacity are per unit of time and waits in the
 * same unit, for example all in weeks.
 *
 * @param demand referrals per unit of time, 0 or more
 * @param targetWait the wait that nearly all should keep to, above 0
 * @param factor how much shorter the mean wait must be for that, above 0: with waits exponentially
 *     distributed, 4 keeps 98.2 per cent within the target, 6 keeps 99.8
 */
public record Queue(double demand, double targetWait, double factor) {
  private static final double FACTOR = 4;
  private static final double TOO_BIG = 2;

  /**
   * @throws IllegalArgumentException where a number is out of its range
   */
  public Queue {
    if (!(demand >= 0 && targetWait > 0 && factor > 0)) {
      throw new IllegalArgumentException(
          "queue: expected demand of 0 or more, target wait and factor above 0, found "
              + demand
              + ", "
              + targetWait
              + ", "
              + factor);
    }
  }

  /** With the usual factor of 4. */
  public static Queue of(double demand, double targetWait) {
    return new Queue(demand, targetWait, FACTOR);
  }

  /**
   * Demand over capacity: from 1 on the list grows without end.
   *
   * @param capacity people seen per unit of time, above 0
   */
  public double load(double capacity) {
    return demand / positive("capacity", capacity);
  }

  /** The mean wait at which nearly all keep to the target. */
  public double targetMeanWait() {
    return targetWait / factor;
  }

  /** The length of list at which the mean wait is that (Little). */
  public double targetSize() {
    return demand * targetMeanWait();
  }

  /** Whether a list of this length is more than twice the target, and needs relief first. */
  public boolean tooBig(double size) {
    return size > TOO_BIG * targetSize();
  }

  /**
   * Capacity that holds a list at its target (Kingman, Marchal); for a list that is not too big.
   *
   * @param demandVariation coefficient of variation of the times between referrals
   * @param capacityVariation coefficient of variation of the times between people seen
   */
  public double targetCapacity(double demandVariation, double capacityVariation) {
    double variation =
        (demandVariation * demandVariation + capacityVariation * capacityVariation) / 2;
    return demand + variation * factor / targetWait;
  }

  /**
   * Capacity that brings a list that is too big down to its target in this time.
   *
   * @param size people waiting
   * @param time above 0, usually 26 weeks
   */
  public double reliefCapacity(double size, double time) {
    return demand + (size - targetSize()) / positive("time", time);
  }

  /**
   * Twice the mean wait so far over the target: above 1 the target is likely to be missed.
   *
   * @param meanWait of those waiting, in the unit of the target
   */
  public double pressure(double meanWait) {
    return 2 * meanWait / targetWait;
  }

  /**
   * The length of list at which this share is seen within this time, waits being exponentially
   * distributed: referrals over {@code -ln(1 - share) / time}.
   *
   * @param share above 0 and below 1, for example 0.92
   * @param time above 0, for example 18 weeks
   */
  public double sizeFor(double share, double time) {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException("share: expected above 0 and below 1, found " + share);
    }
    return demand * positive("time", time) / -Math.log1p(-share);
  }

  private static double positive(String name, double value) {
    if (!(value > 0)) {
      throw new IllegalArgumentException(name + ": expected above 0, found " + value);
    }
    return value;
  }
}
