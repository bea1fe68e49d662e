package org.attendancemonitor.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.commons.statistics.descriptive.Quantile;
import org.apache.commons.statistics.descriptive.Quantile.EstimationMethod;
import org.apache.commons.statistics.inference.ContinuityCorrection;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.PValueMethod;

/** Waits, their comparison and waiting lists against their oracles. */
final class WaitOracles {
  private static final double[] SHARES = {0.5, 0.92, 0.95};

  private WaitOracles() {}

  static void waits(OracleCase expected) {
    int[] days = Arrays.stream(expected.numbers("/days")).mapToInt(day -> (int) day).toArray();
    double[] completed = expected.numbers("/completed");
    Waits waits = Waits.of(days);
    for (int i = 0; i < SHARES.length; i++) {
      expected.agrees("/expected/type7/" + i, waits.percentile(SHARES[i]).orElseThrow());
      // Days that somebody waited: the other way to count, which we do not use.
      Quantile type2 = Quantile.withDefaults().with(EstimationMethod.HF2);
      expected.agrees("/expected/type2/" + i, type2.evaluate(days.clone(), SHARES[i]));
    }
    expected.agrees("/expected/share_within_126_days", waits.within(126).value());
    expected.agrees("/expected/share_over_364_days", waits.over(364).value());
    List<Wait> observed =
        IntStream.range(0, days.length)
            .mapToObj(i -> Wait.of(days[i], completed[i] == 1 ? WaitEnd.SEEN : WaitEnd.WAITING))
            .toList();
    KaplanMeier curve = KaplanMeier.of(observed, 0.95).orElseThrow();
    agrees(expected, "/expected/km_median", curve.percentile(0.5));
    agrees(expected, "/expected/km_median_lower", curve.percentileLower(0.5));
    agrees(expected, "/expected/km_median_upper", curve.percentileUpper(0.5));
    agrees(expected, "/expected/km_p92", curve.percentile(0.92));
    agrees(expected, "/expected/km_surv_at_126", curve.waiting(126));
  }

  static void equity(OracleCase expected) {
    List<Wait> first = new ArrayList<>();
    List<Wait> second = new ArrayList<>();
    for (JsonNode row : expected.at("/rows")) {
      boolean seen = row.get("completed").intValue() == 1;
      Wait wait = Wait.of(row.get("days").intValue(), seen ? WaitEnd.SEEN : WaitEnd.WAITING);
      (row.get("group").asText().equals("IMD1-2") ? first : second).add(wait);
    }
    LogRank test = LogRank.of(first, second);
    agrees(expected, "/expected/logrank_chisq", test.chiSquare());
    agrees(expected, "/expected/logrank_p", test.pValue());
    int[] group = first.stream().mapToInt(Wait::days).toArray();
    int[] rest = second.stream().mapToInt(Wait::days).toArray();
    expected.agrees(
        "/expected/median_difference",
        MedianDifference.of(group, rest, 0.95, 1).orElseThrow().value());
    // Ignores that waits are not over yet: in the oracle to show what not to use.
    var wilcoxon =
        MannWhitneyUTest.withDefaults()
            .with(PValueMethod.ASYMPTOTIC)
            .with(ContinuityCorrection.ENABLED)
            .test(
                Arrays.stream(group).asDoubleStream().toArray(),
                Arrays.stream(rest).asDoubleStream().toArray());
    expected.agrees("/expected/wilcoxon_W", wilcoxon.getStatistic());
    expected.agrees("/expected/wilcoxon_p", wilcoxon.getPValue());
  }

  static void queue(OracleCase expected) {
    Queue queue =
        new Queue(
            expected.number("/demand"),
            expected.number("/target_wait"),
            expected.number("/factor"));
    double size = expected.number("/queue_size");
    expected.agrees("/expected/queue_load", queue.load(expected.number("/capacity")));
    expected.agrees("/expected/target_mean_wait", queue.targetMeanWait());
    expected.agrees("/expected/target_queue_size", queue.targetSize());
    expected.agrees(
        "/expected/target_capacity",
        queue.targetCapacity(expected.number("/cv_demand"), expected.number("/cv_capacity")));
    expected.agrees("/expected/relief_capacity_26", queue.reliefCapacity(size, 26));
    expected.agrees("/expected/relief_capacity_13", queue.reliefCapacity(size, 13));
    expected.agrees("/expected/pressure", queue.pressure(expected.number("/mean_wait")));
  }

  static void waitingList(OracleCase expected) {
    List<Listed> listed =
        StreamSupport.stream(expected.at("/rows").spliterator(), false)
            .map(
                row ->
                    new Listed(
                        LocalDate.parse(row.get("referral").asText()),
                        Optional.ofNullable(row.get("removal").asText(null)).map(LocalDate::parse)))
            .toList();
    WaitingList list =
        WaitingList.between(
            listed,
            LocalDate.parse(expected.text("/start_date")),
            LocalDate.parse(expected.text("/end_date")));
    double target = expected.number("/target_wait_weeks");
    Intervals demand = list.demand().orElseThrow();
    Intervals capacity = list.capacity().orElseThrow();
    Queue queue = list.queue(target).orElseThrow();
    expected.agrees("/upstream/mean_demand", demand.weekly());
    expected.agrees("/upstream/cv_arrival", demand.variation().orElseThrow());
    expected.agrees("/upstream/mean_capacity", capacity.weekly());
    expected.agrees("/upstream/cv_removal", capacity.variation().orElseThrow());
    expected.agrees("/upstream/load", queue.load(capacity.weekly()));
    assertThat(expected.at("/upstream/load_too_big").booleanValue())
        .isEqualTo(queue.load(capacity.weekly()) >= 1);
    expected.agrees("/upstream/queue_size", list.size());
    expected.agrees("/upstream/target_queue_size", queue.targetSize());
    assertThat(expected.at("/upstream/queue_too_big").booleanValue())
        .isEqualTo(queue.tooBig(list.size()));
    agrees(expected, "/upstream/target_capacity", list.targetCapacity(target));
    agrees(expected, "/upstream/relief_capacity", list.reliefCapacity(target));
    double weeks = list.meanWait().orElseThrow();
    expected.agrees("/corrected/mean_wait_days", weeks * 7);
    expected.agrees("/corrected/mean_wait_weeks", weeks);
    agrees(expected, "/corrected/pressure_weeks", list.pressure(target));
    // The defects themselves, as known: a pressure 7 times too big, and one interval more counted.
    expected.agrees("/upstream/mean_wait", weeks * 7);
    expected.agrees("/upstream/pressure", list.pressure(target).orElseThrow() * 7);
    expected.agrees("/upstream/count_demand", listed.size() + 1);
    long[] sizes = list.sizeByDay();
    assertThat(expected.size("/queue_size_by_day")).isEqualTo(sizes.length);
    for (int i = 0; i < sizes.length; i++) {
      expected.agrees("/queue_size_by_day/" + i, sizes[i]);
    }
  }

  private static void agrees(OracleCase expected, String path, OptionalDouble found) {
    expected.agrees(path, CountOracles.boxed(found));
  }
}
