package org.attendancemonitor.simulation;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Keeps a sender from sending far ahead of what is recorded: what it sends then waits in the
 * broker's memory, as it does in a service that keeps up, and not in files as a backlog does.
 */
final class WaitingLimit {
  private final DataInputStream told;
  private final long most;
  private long recorded;

  /**
   * @param told how many messages are recorded, as longs, again and again
   * @param most messages that may wait; 0 for any number
   */
  WaitingLimit(InputStream told, long most) {
    this.told = new DataInputStream(told);
    this.most = most;
  }

  /**
   * Waits until more may be sent.
   *
   * @param sent with those that are to be sent next
   * @throws EOFException where nobody tells any more
   */
  void await(long sent) throws IOException {
    if (most == 0) {
      return;
    }
    // What has been told meanwhile is taken in any case, or who tells would wait in the end.
    while (told.available() >= Long.BYTES || sent - recorded > most) {
      recorded = told.readLong();
    }
  }
}
