package org.attendancemonitor.simulation;

import java.util.List;

/** Tells the messages of a trust in the words of one kind of sender; to be used for one feed. */
interface Telling {
  /**
   * What is sent when something has happened.
   *
   * @param event in the order of sending
   * @return none where this kind of sender has no words for it
   */
  List<Told> tell(SimulatedEvent event);

  /** What stands above the messages in a file; empty for nothing. */
  default String heading() {
    return "";
  }
}
