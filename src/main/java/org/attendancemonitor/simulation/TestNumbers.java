package org.attendancemonitor.simulation;

/**
 * NHS numbers of the range 999 000 0000 to 999 999 9999, which is never issued to a person, with
 * valid modulus-11 check digits (NHS Data Dictionary, NHS NUMBER).
 */
public final class TestNumbers {
  /** How many there are here: nine for each stem but the last, which holds ten nines. */
  public static final int SIZE = 899_991;

  private TestNumbers() {}

  /**
   * A number of its own for each index.
   *
   * @param index 0 to {@link #SIZE} - 1
   */
  static String number(int index) {
    String stem = "999" + String.format("%05d", index / 9);
    int wanted = index % 9;
    for (int ninth = 0; ninth <= 9; ninth++) {
      String nine = stem + ninth;
      int check = checkDigit(nine);
      // Of the ten ninth digits at most one leads to a check digit of ten, which is not a digit.
      if (check != 10 && wanted-- == 0) {
        return nine + check;
      }
    }
    throw new IllegalStateException("each stem has nine numbers");
  }

  private static int checkDigit(String nine) {
    int sum = 0;
    for (int i = 0; i < 9; i++) {
      sum += (nine.charAt(i) - '0') * (10 - i);
    }
    return (11 - sum % 11) % 11;
  }
}
