package org.attendancemonitor.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The social gradient against its oracle. */
final class GradientOracles {

  private GradientOracles() {}

  static void quantiles(OracleCase expected) {
    Optional<int[]> found =
        AreaQuantiles.assign(
            expected.numbers("/values"),
            (int) expected.count("/nquantiles"),
            expected.at("/invert").booleanValue());
    JsonNode quantiles = expected.at("/expected");
    for (int i = 0; i < quantiles.size(); i++) {
      assertThat(quantiles.get(i).isNull()).isEqualTo(found.isEmpty());
      if (found.isPresent()) {
        assertThat(found.get()[i]).as("area %s", i).isEqualTo(quantiles.get(i).intValue());
      }
    }
  }

  static void slopeIndex(OracleCase expected) {
    ValueScale scale =
        List.of(ValueScale.PLAIN, ValueScale.LOG, ValueScale.LOGIT)
            .get((int) expected.count("/value_type"));
    double multiplier = expected.number("/multiplier");
    boolean transformed = expected.at("/transform").booleanValue();
    List<QuantileValue> quantiles = new ArrayList<>();
    for (JsonNode row : expected.at("/rows")) {
      assertThat(row.get("quantile").intValue()).isEqualTo(quantiles.size() + 1);
      quantiles.add(
          new QuantileValue(
              row.get("population").doubleValue(),
              row.get("value").doubleValue(),
              row.get("lower_cl").doubleValue(),
              row.get("upper_cl").doubleValue()));
    }
    SlopeIndex found =
        (transformed
                ? SlopeIndex.of(quantiles, scale, multiplier, 0.95)
                : SlopeIndex.untransformed(quantiles, scale, multiplier, 0.95))
            .orElseThrow();
    Estimate ratio = found.ratio().orElseThrow();
    expected.agrees("/expected/sii", found.slope().value());
    expected.agrees("/expected/rii", ratio.value());
    expected.agrees("/expected/intercept", found.intercept());
    String limits = "/expected_ci95_simulated";
    double[] ranges =
        expected.has(limits + "/range_over_3_seeds")
            ? expected.numbers(limits + "/range_over_3_seeds")
            : new double[4];
    simulated(expected, limits + "/sii", found.slope(), ranges[0], ranges[1]);
    simulated(expected, limits + "/rii", ratio, ranges[2], ranges[3]);
  }

  /** Stated in the file: three times the range over three seeds, or 1.5 per cent of the width. */
  private static void simulated(
      OracleCase expected, String limits, Estimate found, double lowerRange, double upperRange) {
    double lower = expected.number(limits + "_lower");
    double upper = expected.number(limits + "_upper");
    double width = 0.015 * (upper - lower);
    assertThat(found.lower()).isCloseTo(lower, within(Math.max(3 * lowerRange, width)));
    assertThat(found.upper()).isCloseTo(upper, within(Math.max(3 * upperRange, width)));
  }
}
