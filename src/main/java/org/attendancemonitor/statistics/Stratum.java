package org.attendancemonitor.statistics;

/**
 * One band of a standardised rate, for example women of 65 to 74.
 *
 * @param weight of the band in the standard, 0 or more
 * @param n what the events are counted over (appointments, people), above 0: merge empty bands
 * @param events how many happened
 * @param squaredEvents over the people of the band, the sum of the squares of their events; equals
 *     the events where nobody had two
 */
public record Stratum(double weight, double n, long events, long squaredEvents) {

  /**
   * @throws IllegalArgumentException where a number is out of its range
   */
  public Stratum {
    if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("weight: expected 0 or more, found " + weight);
    }
    if (!(n > 0 && n < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("n: expected above 0, found " + n);
    }
    if (events < 0 || squaredEvents < events) {
      throw new IllegalArgumentException(
          "events: expected 0 or more and no more than their squares, found "
              + events
              + " and "
              + squaredEvents);
    }
  }

  /** A band of events that have nothing to do with each other. */
  public static Stratum of(double weight, double n, long events) {
    return new Stratum(weight, n, events, events);
  }

  /**
   * A band where one person may have several.
   *
   * @param people how many people had exactly one event, exactly two, and so on
   * @throws IllegalArgumentException where a number is negative
   */
  public static Stratum repeated(double weight, double n, long... people) {
    long events = 0;
    long squares = 0;
    for (int each = 1; each <= people.length; each++) {
      if (people[each - 1] < 0) {
        throw new IllegalArgumentException("people: expected 0 or more, found " + people[each - 1]);
      }
      events += each * people[each - 1];
      squares += (long) each * each * people[each - 1];
    }
    return new Stratum(weight, n, events, squares);
  }

  /** What the band adds to the rate before dividing by all weights. */
  double weightedRate() {
    return weight * events / n;
  }

  /** What the band adds to the variance before dividing by the square of all weights. */
  double weightedVariance() {
    return weight * weight * squaredEvents / (n * n);
  }
}
