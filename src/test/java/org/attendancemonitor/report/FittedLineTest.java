package org.attendancemonitor.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.attendancemonitor.statistics.Proportion;
import org.attendancemonitor.statistics.SlopeIndex;
import org.junit.jupiter.api.Test;

class FittedLineTest {
  private static final List<Proportion> SHARES =
      List.of(
          new Proportion(150, 1_000),
          new Proportion(120, 900),
          new Proportion(90, 1_100),
          new Proportion(70, 800),
          new Proportion(50, 700));

  @Test
  void prolongedToBothEndsItIsTheSlopeIndex() {
    List<Double> fitted = FittedLine.through(SHARES, 0.95);
    double first = logOdds(fitted.get(0));
    double last = logOdds(fitted.get(4));
    double firstRank = 500 / 4_500.0;
    double lastRank = 1 - 350 / 4_500.0;
    double slope = (last - first) / (lastRank - firstRank);
    double most = share(first - slope * firstRank);
    double least = share(last + slope * (1 - lastRank));
    SlopeIndex index = SlopeIndex.of(SHARES, -1, 0.95).orElseThrow();
    assertThat(most - least).isCloseTo(index.slope().value(), within(1e-9));
    assertThat(most / least).isCloseTo(index.ratio().orElseThrow().value(), within(1e-9));
  }

  private static double logOdds(double share) {
    return Math.log(share / (1 - share));
  }

  private static double share(double logOdds) {
    return 1 / (1 + Math.exp(-logOdds));
  }

  @Test
  void whereOneFifthMissedNoneThereIsNoLine() {
    assertThat(
            FittedLine.through(
                List.of(
                    new Proportion(0, 100),
                    SHARES.get(1),
                    SHARES.get(2),
                    SHARES.get(3),
                    SHARES.get(4)),
                0.95))
        .isEmpty();
  }
}
