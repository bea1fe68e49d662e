package org.attendancemonitor.attendance;

/** The way a contact was attempted. */
public enum Channel {
  PHONE,
  TEXT,
  LETTER,
  EMAIL,
  VIDEO,
  VISIT,
  OTHER
}
