package org.attendancemonitor.attendance;

/** The places known now: HealthcareServices, Locations, Organizations. */
public interface Directory {

  /** The place known under a key, or null. */
  PlaceFact place(Key key);
}
