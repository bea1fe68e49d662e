package org.attendancemonitor.simulation;

/**
 * How often real feeds go wrong, each as a share of events from 0 to 1.
 *
 * @param duplicate the same message again, soon after
 * @param late held back for many messages
 * @param outOfOrder overtaken by a few of its neighbours
 * @param correction of messages with a miss: put right later (noshow to fulfilled)
 * @param enteredInError of messages with an appointment: taken back later
 * @param bad a further message that no receiver can use
 */
public record FaultRates(
    double duplicate,
    double late,
    double outOfOrder,
    double correction,
    double enteredInError,
    double bad) {

  public FaultRates {
    check("duplicate", duplicate);
    check("late", late);
    check("outOfOrder", outOfOrder);
    check("correction", correction);
    check("enteredInError", enteredInError);
    check("bad", bad);
  }

  /** A feed on an ordinary week: a few in a hundred. */
  public static FaultRates usual() {
    return new FaultRates(0.01, 0.005, 0.02, 0.03, 0.003, 0.005);
  }

  private static void check(String component, double rate) {
    if (!(rate >= 0 && rate <= 1)) {
      throw new IllegalArgumentException(component + ": expected 0 to 1, found " + rate);
    }
  }
}
