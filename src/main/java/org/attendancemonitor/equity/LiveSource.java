package org.attendancemonitor.equity;

import java.time.Instant;

/** Where the live figures come from. */
public interface LiveSource {

  /**
   * Everything as at one moment.
   *
   * @param now decides what is overdue
   */
  LiveFigures read(Instant now);
}
