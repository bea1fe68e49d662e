package org.attendancemonitor.risk;

/** Age bands of the figures; they nest into 0-15, 16-17, 18-64 and 65 or over. */
final class AgeBand {
  private static final int[] FROM = {0, 5, 16, 18, 25, 35, 50, 65, 75, 85};

  private AgeBand() {}

  /**
   * The label of an age in completed years, {@code unknown} for a negative one.
   *
   * @param age for example 17, which gives {@code 16-17}
   */
  static String of(int age) {
    if (age < 0) {
      return "unknown";
    }
    int band = FROM.length - 1;
    while (age < FROM[band]) {
      band--;
    }
    return band == FROM.length - 1 ? FROM[band] + "+" : FROM[band] + "-" + (FROM[band + 1] - 1);
  }
}
