package org.attendancemonitor.attendance;

/** How the contact is held. */
public enum Mode {
  IN_PERSON,
  TELEPHONE,
  VIDEO,
  HOME_VISIT,
  GROUP,
  UNKNOWN
}
