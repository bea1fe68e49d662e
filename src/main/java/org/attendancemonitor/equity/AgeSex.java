package org.attendancemonitor.equity;

import java.util.List;
import org.attendancemonitor.record.Profile;
import org.attendancemonitor.record.Tallies;

/**
 * Strata of age and sex: ten bands of age, each for women and men. People whose age or sex is not
 * known, or is another, are in none.
 */
final class AgeSex {
  private static final List<String> BANDS =
      List.of("0-4", "5-15", "16-17", "18-24", "25-34", "35-49", "50-64", "65-74", "75-84", "85+");

  private static final List<String> SEXES = List.of("female", "male");

  /** How many there are; the stratum of a band and a sex is {@code 2 * band + sex}. */
  static final int STRATA = BANDS.size() * SEXES.size();

  /** The stratum of those who are in none. */
  static final int NONE = -1;

  private static final int AGE = Tallies.dimensions().indexOf("age_band");
  private static final int SEX = Tallies.dimensions().indexOf("sex");

  /**
   * European Standard Population 2013 (Eurostat, Revision of the European Standard Population,
   * 2013), of 100,000; its bands of five years shared out by years of age.
   */
  private static final double[] ESP2013 = {
    5_000, 12_100, 2_200, 8_200, 12_500, 21_000, 19_500, 10_500, 6_500, 2_500
  };

  private AgeSex() {}

  /** The stratum an appointment belongs to, or {@link #NONE}. */
  static int of(Profile profile) {
    return of(profile.keys().get(AGE).group(), profile.keys().get(SEX).group());
  }

  /** The stratum of an age band and a sex, or {@link #NONE}. */
  static int of(String ageBand, String sex) {
    int band = BANDS.indexOf(ageBand);
    int column = SEXES.indexOf(sex);
    return band < 0 || column < 0 ? NONE : 2 * band + column;
  }

  static String band(int stratum) {
    return BANDS.get(stratum / 2);
  }

  static String sex(int stratum) {
    return SEXES.get(stratum % 2);
  }

  /** The European Standard Population by stratum, the same for both sexes. */
  static double[] european() {
    double[] weights = new double[STRATA];
    for (int stratum = 0; stratum < STRATA; stratum++) {
      weights[stratum] = ESP2013[stratum / 2] / 2;
    }
    return weights;
  }
}
