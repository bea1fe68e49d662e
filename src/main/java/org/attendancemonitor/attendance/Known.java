package org.attendancemonitor.attendance;

/** Yes, no, or nobody has asked: never fold the last into "no". */
public enum Known {
  YES,
  NO,
  UNKNOWN;

  /** As written in metrics labels. */
  public String label() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
