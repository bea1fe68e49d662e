package org.attendancemonitor.equity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.attendancemonitor.statistics.Stratum;
import org.junit.jupiter.api.Test;

class StratumCountsTest {
  private static final double[] ONE_EACH = new double[AgeSex.STRATA];

  static {
    for (int stratum = 0; stratum < AgeSex.STRATA; stratum++) {
      ONE_EACH[stratum] = stratum + 1;
    }
  }

  private static int women(String band) {
    return AgeSex.of(band, "female");
  }

  private static int men(String band) {
    return AgeSex.of(band, "male");
  }

  private static StratumCounts counts(int... strata) {
    StratumCounts counts = new StratumCounts();
    for (int stratum : strata) {
      counts.due()[stratum] = 100 + stratum;
      counts.missed()[stratum] = stratum;
      counts.squared()[stratum] = 2L * stratum;
    }
    return counts;
  }

  private static double weight(Stratum stratum) {
    return stratum.weight();
  }

  @Test
  void everyStratumWithAnybodyStandsForItself() {
    StratumCounts counts = new StratumCounts();
    Arrays.fill(counts.due(), 10);
    assertThat(counts.weighted(ONE_EACH))
        .hasSize(20)
        .extracting(StratumCountsTest::weight)
        .startsWith(1.0, 2.0)
        .endsWith(20.0);
    assertThat(counts.known()).isEqualTo(200);
  }

  @Test
  void aBandWithoutOneSexCountsBothTogether() {
    StratumCounts counts = counts(women("25-34"), women("35-49"), men("35-49"));
    List<Stratum> strata = counts.weighted(ONE_EACH);
    assertThat(strata).hasSize(3);
    // Everybody up to 34: weights 1 to 10; then women of 35 to 49; then all men from 35 on.
    assertThat(strata.get(0)).isEqualTo(new Stratum(55, 108, 8, 16));
    assertThat(strata.get(1).n()).isEqualTo(110);
    assertThat(strata.get(2).n()).isEqualTo(111);
  }

  @Test
  void aBandWithNobodyGoesWithTheNextOlderAndTheOldestWithTheNextYounger() {
    List<Stratum> strata =
        counts(women("16-17"), men("16-17"), women("65-74"), men("65-74")).weighted(ONE_EACH);
    // Women 1 + 3 + 5, men 2 + 4 + 6; the rest, from 18 on, by sex as well.
    assertThat(strata)
        .extracting(StratumCountsTest::weight)
        .containsExactly(
            9.0, 12.0, 7.0 + 9 + 11 + 13 + 15 + 17 + 19, 8.0 + 10 + 12 + 14 + 16 + 18 + 20);
  }

  @Test
  void noWeightIsLostOrCountedTwice() {
    for (int[] some :
        new int[][] {{0}, {19}, {0, 19}, {3, 4, 5}, {6, 7, 13}, {1, 2, 3, 10, 11, 18}}) {
      assertThat(counts(some).weighted(ONE_EACH).stream().mapToDouble(Stratum::weight).sum())
          .isEqualTo(210);
    }
  }

  @Test
  void theEuropeanStandardIsOfAHundredThousand() {
    assertThat(Arrays.stream(AgeSex.european()).sum()).isEqualTo(100_000);
    assertThat(AgeSex.european()[women("85+")]).isEqualTo(1_250);
    assertThat(AgeSex.european()[men("5-15")]).isEqualTo(6_050);
  }

  @Test
  void whoseAgeOrSexIsNotKnownIsInNoStratum() {
    assertThat(AgeSex.of("unknown", "female")).isEqualTo(AgeSex.NONE);
    assertThat(AgeSex.of("25-34", "other")).isEqualTo(AgeSex.NONE);
    assertThat(AgeSex.of("0-4", "female")).isZero();
  }
}
