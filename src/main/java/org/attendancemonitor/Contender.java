package org.attendancemonitor;

import java.io.IOException;

/** Something that takes events and keeps them, as {@code bench peers} sees it. */
interface Contender extends AutoCloseable {
  /** For people. */
  String name();

  /**
   * Sends it a round.
   *
   * @param round from 0; equal rounds are equal events
   * @return events a second, from the first send to the last that it keeps
   * @throws IllegalStateException where it stands still
   */
  double round(int round, int events) throws IOException, InterruptedException;

  /** What it has cost so far. */
  ProcessCost cost();

  /** Events that it keeps now. */
  long kept() throws IOException;

  @Override
  void close();
}
