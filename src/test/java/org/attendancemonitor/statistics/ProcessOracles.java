package org.attendancemonitor.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Process charts against their oracle. */
final class ProcessOracles {
  private static final Map<Signal, String> LABELS =
      Map.of(
          Signal.ABOVE_UPPER, "Above UCL",
          Signal.BELOW_LOWER, "Below LCL",
          Signal.TREND_UP, "7 Point Trend (Increasing)",
          Signal.TREND_DOWN, "7 Point Trend (Decreasing)",
          Signal.TWO_IN_THREE_HIGH, "2 in 3 Above CL",
          Signal.TWO_IN_THREE_LOW, "2 in 3 Below CL",
          Signal.SHIFT_HIGH, "7 Points Above CL",
          Signal.SHIFT_LOW, "7 Points Below CL");

  private ProcessOracles() {}

  static void chart(OracleCase expected) {
    Improvement better =
        Improvement.valueOf(expected.text("/improvement_direction").toUpperCase(Locale.ROOT));
    JsonNode fixed = expected.at("/fix_after_n_points");
    JsonNode rebased = expected.at("/rebase_at_index_1based");
    ProcessChart chart =
        ProcessChart.of(
            expected.numbers("/y"),
            new ProcessChart.Method(
                expected.at("/screen_outliers").booleanValue(),
                fixed.isNull() ? OptionalInt.empty() : OptionalInt.of(fixed.intValue()),
                0),
            rebased.isNull() ? new int[0] : new int[] {rebased.intValue() - 1});
    points(expected, better, chart.points());
    JsonNode target = expected.at("/target");
    Optional<Assurance> assurance =
        target.isNull() ? Optional.empty() : chart.assurance(target.doubleValue(), better);
    assertThat(expected.at("/expected/assurance").asText(null))
        .isEqualTo(assurance.map(ProcessOracles::lower).orElse(null));
  }

  private static void points(OracleCase expected, Improvement better, List<ProcessPoint> points) {
    assertThat(points).hasSameSizeAs(expected.numbers("/y"));
    for (int i = 0; i < points.size(); i++) {
      ProcessPoint point = points.get(i);
      expected.agrees("/expected/mean/" + i, point.mean());
      expected.agrees("/expected/lpl/" + i, point.limits().map(ProcessLimits::lower));
      expected.agrees("/expected/upl/" + i, point.limits().map(ProcessLimits::upper));
      assertThat(expected.text("/expected/special_cause_type/" + i))
          .as("point %s", i)
          .isEqualTo(point.first().map(LABELS::get).orElse("Common Cause"));
      assertThat(expected.text("/expected/point_type/" + i))
          .as("point %s", i)
          .isEqualTo(kind(better.kind(point.first())));
      assertThat(expected.at("/expected/short_group_warning/" + i).booleanValue())
          .isEqualTo(point.trial());
    }
  }

  private static String kind(PointKind kind) {
    return kind == PointKind.COMMON_CAUSE ? lower(kind) : "special_cause_" + lower(kind);
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
