package org.attendancemonitor.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlopeIndexTest {

  /** Fifths from the most to the least deprived, each of so many. */
  private static List<Proportion> fifths(long n, long... x) {
    List<Proportion> fifths = new ArrayList<>();
    for (long each : x) {
      fifths.add(new Proportion(each, n));
    }
    return fifths;
  }

  @Test
  void deprivedPeopleWhoMissMoreMakeASlopeBelowNothingAndTurnedRoundAboveIt() {
    List<Proportion> fifths = fifths(1000, 140, 120, 100, 90, 80);
    SlopeIndex plain = SlopeIndex.of(fifths, 1, 0.95).orElseThrow();
    assertThat(plain.slope().upper()).isNegative();
    assertThat(plain.ratio().orElseThrow().upper()).isLessThan(1);
    SlopeIndex turned = SlopeIndex.of(fifths, -1, 0.95).orElseThrow();
    assertThat(turned.slope().value()).isEqualTo(-plain.slope().value());
    assertThat(turned.slope().lower()).isEqualTo(-plain.slope().upper());
    assertThat(turned.ratio().orElseThrow().value())
        .isCloseTo(1 / plain.ratio().orElseThrow().value(), within(1e-12));
    assertThat(turned.ratio().orElseThrow().lower()).isGreaterThan(1);
    assertThat(SlopeIndex.of(fifths, -100, 0.95).orElseThrow().slope().value())
        .isCloseTo(100 * turned.slope().value(), within(1e-9));
  }

  @Test
  void noGradientIsASlopeOfNothingAndARatioOfOne() {
    SlopeIndex flat = SlopeIndex.of(fifths(1000, 100, 100, 100, 100, 100), -1, 0.95).orElseThrow();
    assertThat(flat.slope().value()).isCloseTo(0, within(1e-12));
    assertThat(flat.ratio().orElseThrow().value()).isCloseTo(1, within(1e-12));
    assertThat(flat.intercept()).isCloseTo(0.1, within(1e-12));
    assertThat(flat.straight()).isTrue();
  }

  @Test
  void aLineOnTheLogOddsIsFoundAsItIs() {
    // Log odds of the mid-ranks 0.1, 0.3, .. on a line from -1 to -2.
    List<QuantileValue> onTheLine = new ArrayList<>();
    for (double rank : new double[] {0.1, 0.3, 0.5, 0.7, 0.9}) {
      double p = 1 / (1 + Math.exp(1 + rank));
      onTheLine.add(new QuantileValue(500, p, p * 0.9, p * 1.1));
    }
    SlopeIndex found = SlopeIndex.of(onTheLine, ValueScale.LOGIT, -1, 0.95).orElseThrow();
    double most = 1 / (1 + Math.exp(1));
    double least = 1 / (1 + Math.exp(2));
    assertThat(found.slope().value()).isCloseTo(most - least, within(1e-12));
    assertThat(found.ratio().orElseThrow().value()).isCloseTo(most / least, within(1e-12));
    assertThat(found.intercept()).isCloseTo(most, within(1e-12));
  }

  @Test
  void onlyTheMostDeprivedFifthStandingOutIsNotStraight() {
    List<Proportion> step = fifths(3000, 600, 240, 240, 240, 240);
    assertThat(SlopeIndex.of(step, -1, 0.95).orElseThrow().straight()).isFalse();
    assertThat(
            SlopeIndex.untransformed(
                    step.stream().map(QuantileValue::of).toList(), ValueScale.LOGIT, -1, 0.95)
                .orElseThrow()
                .straight())
        .isFalse();
  }

  @Test
  void aFifthOfNobodyOrWithNoneOrAllHasNoGradient() {
    List<Proportion> nobody = new ArrayList<>(fifths(1000, 140, 120, 100, 90));
    nobody.add(new Proportion(0, 0));
    assertThat(SlopeIndex.of(nobody, -1, 0.95)).isEmpty();
    assertThat(SlopeIndex.of(fifths(1000, 140, 120, 100, 90, 0), -1, 0.95)).isEmpty();
    assertThat(SlopeIndex.of(fifths(140, 140, 120, 100, 90, 80), -1, 0.95)).isEmpty();
    QuantileValue empty = new QuantileValue(0, 0.1, 0.05, 0.2);
    assertThat(SlopeIndex.of(Collections.nCopies(5, empty), ValueScale.LOGIT, -1, 0.95)).isEmpty();
    assertThat(SlopeIndex.untransformed(Collections.nCopies(5, empty), ValueScale.LOGIT, -1, 0.95))
        .isEmpty();
  }

  @Test
  void aRatioToAnEndThatMayBeNothingIsNotGiven() {
    // The line ends about at nothing: how many times as likely may be anything.
    List<QuantileValue> steep = new ArrayList<>();
    for (double value : new double[] {9, 7, 5, 3, 1}) {
      steep.add(new QuantileValue(100, value, value - 4, value + 4));
    }
    SlopeIndex found = SlopeIndex.untransformed(steep, ValueScale.PLAIN, 1, 0.95).orElseThrow();
    assertThat(found.ratio()).isPresent();
    Collections.reverse(steep);
    SlopeIndex reversed = SlopeIndex.untransformed(steep, ValueScale.PLAIN, 1, 0.95).orElseThrow();
    assertThat(reversed.ratio()).isEmpty();
    assertThat(reversed.slope().value()).isCloseTo(10, within(1e-9));
  }

  @Test
  void numbersThatCannotBeAreRefused() {
    assertThatThrownBy(() -> SlopeIndex.of(fifths(1000, 140, 120, 100, 90), -1, 0.95))
        .hasMessageContaining("quantiles: expected 5 to 100, found 4");
    assertThatThrownBy(() -> SlopeIndex.of(fifths(100, 14, 12, 10, 9, 8), 0, 0.95))
        .hasMessageContaining("multiplier");
    assertThatThrownBy(() -> new QuantileValue(10, 0.3, 0.1, 0.2)).hasMessageContaining("quantile");
    assertThatThrownBy(() -> new QuantileValue(-1, 0.1, 0.1, 0.2)).hasMessageContaining("quantile");
  }

  @Test
  void areasOfOneScoreShareAQuantileAndFewerAreasThanQuantilesHaveNone() {
    double[] scores = {5, 5, 4, 3, 2};
    assertThat(AreaQuantiles.assign(scores, 5, true).orElseThrow()).containsExactly(1, 1, 3, 4, 5);
    assertThat(AreaQuantiles.assign(scores, 5, false).orElseThrow()).containsExactly(4, 4, 3, 2, 1);
    assertThat(AreaQuantiles.assign(scores, 6, true)).isEmpty();
    assertThatThrownBy(() -> AreaQuantiles.assign(scores, 0, true))
        .hasMessageContaining("quantile");
    assertThatThrownBy(() -> AreaQuantiles.assign(new double[] {Double.NaN}, 1, true))
        .hasMessageContaining("scores");
  }
}
