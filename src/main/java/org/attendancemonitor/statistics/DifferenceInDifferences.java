package org.attendancemonitor.statistics;

import java.util.Optional;

/**
 * How much more a trial group changed than a control group over the same time, on two scales. It
 * needs both to have moved alike before (six periods or better twelve, shown).
 *
 * @param difference {@code (trial after - trial before) - (control after - control before)}, as a
 *     share, with its standard error {@code sqrt(sum p(1-p)/n)}
 * @param logOdds the same of the log odds, which is the interaction of a logistic regression; empty
 *     where one of the four has none or all
 */
public record DifferenceInDifferences(Contrast difference, Optional<Effect> logOdds) {

  /**
   * An effect on the log odds.
   *
   * @param value log of the ratio of odds ratios
   * @param standardError {@code sqrt(sum 1/x + 1/(n-x))}
   */
  public record Effect(double value, double standardError) {

    /**
     * The ratio of odds ratios with its limits: below 1 where the trial group fell by more.
     *
     * @param confidence 0.9 to below 1, or the same as per cent
     */
    public Estimate ratio(double confidence) {
      double reach = Confidence.z(confidence) * standardError;
      return new Estimate(Math.exp(value), Math.exp(value - reach), Math.exp(value + reach));
    }

    /** Two-sided p-value (Wald). */
    public double pValue() {
      return 2 * Confidence.NORMAL.survivalProbability(Math.abs(value) / standardError);
    }
  }

  /** From four proportions of independent trials, each with an n above 0. */
  public static DifferenceInDifferences of(
      Proportion trialBefore,
      Proportion trialAfter,
      Proportion controlBefore,
      Proportion controlAfter) {
    return of(
        new Side(trialBefore, DesignEffect.NONE),
        new Side(trialAfter, DesignEffect.NONE),
        new Side(controlBefore, DesignEffect.NONE),
        new Side(controlAfter, DesignEffect.NONE));
  }

  /**
   * A group in one of the two times.
   *
   * @param share with an n above 0
   * @param effect by which its variance is multiplied
   */
  public record Side(Proportion share, DesignEffect effect) {}

  /** From four proportions whose trials go together, each with an n above 0. */
  public static DifferenceInDifferences of(
      Side trialBefore, Side trialAfter, Side controlBefore, Side controlAfter) {
    Side[] all = {trialAfter, trialBefore, controlAfter, controlBefore};
    Contrast difference =
        Contrast.NOTHING
            .plus(all[0].share(), all[0].effect())
            .minus(all[1].share(), all[1].effect())
            .minus(all[2].share(), all[2].effect())
            .plus(all[3].share(), all[3].effect());
    double[] signs = {1, -1, -1, 1};
    double value = 0;
    double variance = 0;
    for (int i = 0; i < all.length; i++) {
      double were = all[i].share().x();
      double not = (double) all[i].share().n() - were;
      if (were == 0 || not == 0) {
        return new DifferenceInDifferences(difference, Optional.empty());
      }
      value += signs[i] * Math.log(were / not);
      variance += all[i].effect().value() * (1 / were + 1 / not);
    }
    return new DifferenceInDifferences(
        difference, Optional.of(new Effect(value, Math.sqrt(variance))));
  }
}
