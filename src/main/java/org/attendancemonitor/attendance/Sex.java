package org.attendancemonitor.attendance;

/** Sex as recorded by the sender (FHIR administrative gender). */
public enum Sex {
  FEMALE,
  MALE,
  OTHER,
  UNKNOWN
}
