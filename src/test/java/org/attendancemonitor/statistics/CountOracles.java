package org.attendancemonitor.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalDouble;

/** Proportions, counts and crude rates against their oracles. */
final class CountOracles {

  private CountOracles() {}

  static void wilson(OracleCase expected) {
    Proportion share = new Proportion(expected.count("/x"), expected.count("/n"));
    Estimate estimate = WilsonInterval.estimate(share, expected.number("/confidence"));
    expected.agrees("/value", estimate.value());
    expected.agrees("/lower", estimate.lower());
    expected.agrees("/upper", estimate.upper());
  }

  static void poisson(OracleCase expected) {
    long x = expected.count("/x");
    double confidence = expected.number("/confidence");
    PoissonInterval exact = PoissonInterval.of(x, confidence);
    expected.agrees("/exact_lower", exact.lower());
    expected.agrees("/exact_upper", exact.upper());
    ByarInterval byar = ByarInterval.of(x, confidence);
    expected.agrees("/byar_lower", boxed(byar.lower()));
    expected.agrees("/byar_upper", byar.upper());
  }

  static void crudeRate(OracleCase expected) {
    long x = expected.count("/x");
    Estimate rate =
        CrudeRate.of(
            x,
            expected.number("/n"),
            expected.number("/multiplier"),
            expected.number("/confidence"));
    expected.agrees("/value", rate.value());
    expected.agrees("/lower", rate.lower());
    expected.agrees("/upper", rate.upper());
    assertThat(expected.text("/method")).isEqualTo(x < 10 ? "Exact" : "Byars");
  }

  static Optional<Double> boxed(OptionalDouble value) {
    return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
  }
}
