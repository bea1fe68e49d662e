package org.attendancemonitor.simulation;

/**
 * How one referral fares on a service's list. Put in on purpose, so that the figures of waits can
 * be held against it: who needs an interpreter lies on every list half as long again, and podiatry
 * ends the referrals of the most deprived fifth twice as often as others when they miss before they
 * were ever seen. Its choices are its own, so that they change no other.
 */
final class WaitingTime {
  private static final int LIST = 9;

  /** Times as long on the list: until an interpreter can be booked as well. */
  private static final double WITH_INTERPRETER = 1.5;

  private static final double ENDED_LATER = 0.2;
  private static final double ENDED_UNSEEN = 0.4;
  private static final double TIMES_AS_OFTEN = 2;

  private final Draw draw;
  private final Resident person;
  private final Clinic clinic;

  /**
   * @param seed of the trust
   * @param number of the person's referral, from 0
   */
  WaitingTime(long seed, Resident person, Clinic clinic, int number) {
    this.draw = Draw.of(seed, LIST, person.index() * 16L + number);
    this.person = person;
    this.clinic = clinic;
  }

  /** Days on the list before an appointment is booked: the sum of two exponential times. */
  int days() {
    double half = clinic.listed() / 2.0 * (person.interpreter() ? WITH_INTERPRETER : 1);
    return (int) Math.round(-half * (Math.log1p(-draw.share()) + Math.log1p(-draw.share())));
  }

  /**
   * Probability that the referral is ended after a miss.
   *
   * @param seen whether the person has attended on it before
   */
  double endedAfterMiss(boolean seen) {
    if (seen) {
      return ENDED_LATER;
    }
    boolean deprived = person.area() != null && person.area().quintile() == 1;
    return deprived && clinic.key().equals("podiatry")
        ? TIMES_AS_OFTEN * ENDED_UNSEEN
        : ENDED_UNSEEN;
  }
}
