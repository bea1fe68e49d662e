package org.attendancemonitor.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Optional;

/** Comparisons of two groups against their oracles. */
final class GapOracles {
  private static final double CONFIDENCE = 0.95;

  private GapOracles() {}

  static void twoGroups(OracleCase expected) {
    Proportion first = new Proportion(expected.count("/x1"), expected.count("/n1"));
    Proportion second = new Proportion(expected.count("/x2"), expected.count("/n2"));
    Estimate newcombe = Newcombe.difference(first, second, CONFIDENCE);
    expected.agrees("/expected/difference", newcombe.value());
    expected.agrees("/expected/newcombe_lower", newcombe.lower());
    expected.agrees("/expected/newcombe_upper", newcombe.upper());
    Estimate wald = Contrast.difference(first, second).estimate(CONFIDENCE);
    expected.agrees("/expected/wald_lower", wald.lower());
    expected.agrees("/expected/wald_upper", wald.upper());
    expected.agrees("/expected/chisq", TwoGroupTest.chiSquare(first, second));
    expected.agrees("/expected/p_chisq", TwoGroupTest.chiSquarePValue(first, second));
    expected.agrees("/expected/p_fisher", TwoGroupTest.fisherPValue(first, second));
    Optional<Estimate> ratio = RiskRatio.of(first, second, CONFIDENCE);
    if (ratio.isPresent()) {
      expected.agrees("/expected/risk_ratio/rr", ratio.get().value());
      expected.agrees("/expected/risk_ratio/lower", ratio.get().lower());
      expected.agrees("/expected/risk_ratio/upper", ratio.get().upper());
    } else {
      expected.agrees("/expected/risk_ratio", Optional.empty());
    }
    Estimate rates =
        RateRatio.of(first.x(), first.n(), second.x(), second.n(), CONFIDENCE).orElseThrow();
    expected.agrees("/expected/poisson_rate_ratio", rates.value());
    expected.agrees("/expected/poisson_rate_ratio_lower", rates.lower());
    expected.agrees("/expected/poisson_rate_ratio_upper", rates.upper());
  }

  static void differenceInDifferences(OracleCase expected) {
    DifferenceInDifferences found =
        DifferenceInDifferences.of(
            cell(expected, "trial_before"),
            cell(expected, "trial_after"),
            cell(expected, "control_before"),
            cell(expected, "control_after"));
    Estimate difference = found.difference().estimate(CONFIDENCE);
    expected.agrees("/expected/did", difference.value());
    expected.agrees("/expected/se", found.difference().standardError());
    expected.agrees("/expected/lower", difference.lower());
    expected.agrees("/expected/upper", difference.upper());
    DifferenceInDifferences.Effect odds = found.logOdds().orElseThrow();
    expected.agrees("/expected/log_or_interaction", odds.value());
    expected.agrees("/expected/log_or_se", odds.standardError());
    expected.agrees("/expected/ratio_of_odds_ratios", odds.ratio(CONFIDENCE).value());
    // Worked out from R's own effect: R stops iterating near the exact solution that we have, and
    // of
    // a p-value of 0.03 that moves the sixth digit by more than the tolerance of the file.
    DifferenceInDifferences.Effect stopped =
        new DifferenceInDifferences.Effect(
            expected.number("/expected/log_or_interaction"),
            expected.number("/expected/log_or_se"));
    expected.agrees("/expected/p_wald", stopped.pValue());
    assertThat(odds.pValue()).isCloseTo(stopped.pValue(), withinPercentage(0.001));
  }

  private static Proportion cell(OracleCase expected, String name) {
    return new Proportion(
        expected.count("/cells/" + name + "/x"), expected.count("/cells/" + name + "/n"));
  }

  static void sampleSize(OracleCase expected) {
    double size =
        SampleSize.perGroup(
            expected.number("/p1"),
            expected.number("/p2"),
            expected.number("/power"),
            expected.number("/alpha"));
    expected.agrees("/n_per_arm", size);
    assertThat(Math.ceil(size)).isEqualTo(expected.number("/n_per_arm_ceiling"));
  }
}
