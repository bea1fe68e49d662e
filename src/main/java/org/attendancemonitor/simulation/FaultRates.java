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
 * @param missingZone its times without a zone; above 0, a message in each repeated hour of October
 *     too
 * @param badCode of messages with a code for an outcome, a cancellation or the service of a
 *     referral: a code of the sender's own there
 */
public record FaultRates(
    double duplicate,
    double late,
    double outOfOrder,
    double correction,
    double enteredInError,
    double bad,
    double missingZone,
    double badCode) {

  public FaultRates {
    check("duplicate", duplicate);
    check("late", late);
    check("outOfOrder", outOfOrder);
    check("correction", correction);
    check("enteredInError", enteredInError);
    check("bad", bad);
    check("missingZone", missingZone);
    check("badCode", badCode);
  }

  /** A feed on an ordinary week: a few in a hundred. */
  public static FaultRates usual() {
    return new FaultRates(0.01, 0.005, 0.02, 0.03, 0.003, 0.005, 0.01, 0.005);
  }

  private static void check(String component, double rate) {
    if (!(rate >= 0 && rate <= 1)) {
      throw new IllegalArgumentException(component + ": expected 0 to 1, found " + rate);
    }
  }
}
