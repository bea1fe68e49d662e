package org.attendancemonitor.attendance;

/** FHIR request-priority, least urgent first. */
public enum Priority {
  ROUTINE,
  URGENT,
  ASAP,
  STAT
}
