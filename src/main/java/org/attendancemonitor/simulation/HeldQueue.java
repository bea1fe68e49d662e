package org.attendancemonitor.simulation;

/** A service's queue of events, which a benchmark can have hand out nothing for a while. */
public interface HeldQueue {

  /** Hands out nothing more. */
  void hold();

  /** Hands out again. */
  void letGo();

  /** Messages that wait in it. */
  long waiting();
}
