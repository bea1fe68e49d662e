package org.attendancemonitor.attendance;

/** What a fact is about. The ordinal is never stored; {@link #code} is, and never changes. */
public enum FactKind {
  PATIENT(1),
  REFERRAL(2),
  APPOINTMENT(3),
  ENCOUNTER(4),
  RESPONSE(5),
  EPISODE(6),
  NEED(7),
  CONTACT(8),
  CARER(9),
  PLACE(10),
  ACTION(11),
  PLACING(12);

  /** The number under which the kind is stored. */
  public final int code;

  FactKind(int code) {
    this.code = code;
  }

  /**
   * The kind stored under a number.
   *
   * @throws IllegalArgumentException where no kind has that number
   */
  public static FactKind of(int code) {
    for (FactKind kind : values()) {
      if (kind.code == code) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no fact kind " + code);
  }
}
