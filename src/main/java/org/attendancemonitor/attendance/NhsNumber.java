package org.attendancemonitor.attendance;

/**
 * An NHS number with what is known of its quality. A failed check digit is a mark, never a reason
 * to lose an event (NHS Data Dictionary, NHS NUMBER).
 *
 * @param digits ten digits without spaces, as sent
 * @param verified the sender says that it is present and verified (status 01)
 */
public record NhsNumber(String digits, boolean verified) {

  /** Ten digits whose modulus-11 check digit fits, and that are not one digit ten times. */
  public boolean trustworthy() {
    if (!digits.matches("\\d{10}") || digits.chars().distinct().count() == 1) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < 9; i++) {
      sum += (digits.charAt(i) - '0') * (10 - i);
    }
    int check = (11 - sum % 11) % 11;
    return check != 10 && check == digits.charAt(9) - '0';
  }
}
