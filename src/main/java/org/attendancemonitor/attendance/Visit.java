package org.attendancemonitor.attendance;

/** First contact or follow-up, as the sender codes it. */
public enum Visit {
  FIRST,
  FOLLOW_UP,
  UNKNOWN
}
