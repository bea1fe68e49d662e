package org.attendancemonitor.statistics;

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
}
