package org.attendancemonitor.equity;

import java.util.Collection;
import java.util.Set;

/**
 * When a group's figures may be shown. Follows NHS England's disclosure control for Hospital
 * Episode Statistics (counts of 1 to 7 hidden, others rounded to 5, since September 2018), with
 * floors on appointments and patients, because ratios give small counts back.
 *
 * @param minimumAppointments attended and missed together; or referrals that left the list, or are
 *     on it
 * @param minimumPatients distinct patients behind them
 * @param minimumCount a count is shown from here on, or when it is zero
 * @param roundTo counts are rounded to a multiple of it
 * @param wholePercentBelow ratios are whole per cent below this denominator, else 0.1 per cent
 * @param hideAllAttended dimensions of small named groups, in which "everyone attended" is hidden
 *     like "everyone missed"
 */
public record DisclosureRule(
    int minimumAppointments,
    int minimumPatients,
    int minimumCount,
    int roundTo,
    int wholePercentBelow,
    Set<String> hideAllAttended) {

  public DisclosureRule {
    hideAllAttended = Set.copyOf(hideAllAttended);
    atLeast("minimumAppointments", 1, minimumAppointments);
    atLeast("minimumPatients", 1, minimumPatients);
    atLeast("minimumCount", 1, minimumCount);
    atLeast("roundTo", 1, roundTo);
    atLeast("wholePercentBelow", 0, wholePercentBelow);
    if (roundTo > minimumCount) {
      throw new IllegalArgumentException(
          "roundTo: expected at most minimumCount, found " + roundTo);
    }
  }

  private static void atLeast(String name, int least, int found) {
    if (found < least) {
      throw new IllegalArgumentException(name + ": expected " + least + " or more, found " + found);
    }
  }

  /** A single count may be shown: zero, or large enough. */
  boolean shows(long count) {
    return count == 0 || count >= minimumCount;
  }

  /**
   * A cell, or what entered or left one, is large and mixed enough to be seen.
   *
   * @param good attended, seen, waiting within 18 weeks
   * @param bad missed, removed unseen, waiting longer
   * @param allGood whether "everyone attended" may be shown
   */
  boolean shows(long good, long bad, long patients, boolean allGood) {
    return good + bad >= minimumAppointments
        && patients >= minimumPatients
        && shows(good)
        && shows(bad)
        && good > 0
        && (bad > 0 || allGood);
  }

  /**
   * Values that a cell shows can have been made by this rule. Else they were released as they are,
   * while nothing was protected.
   */
  boolean made(Collection<Long> shown) {
    return shown.stream().allMatch(n -> round(n) == n && shows(n));
  }

  /** The count as shown. */
  long round(long count) {
    return (count + roundTo / 2) / roundTo * roundTo;
  }

  /** The smallest count that is shown as this one. */
  long least(long shown) {
    return shown == 0 ? 0 : Math.max(minimumCount, shown - roundTo / 2);
  }

  /** The largest count that is shown as this one. */
  long most(long shown) {
    return shown == 0 ? 0 : shown - roundTo / 2 + roundTo - 1;
  }

  /** The ratio as shown for a denominator. */
  double round(double ratio, long n) {
    double steps = n < wholePercentBelow ? 100 : 1000;
    return Math.round(ratio * steps) / steps;
  }
}
