package org.attendancemonitor.simulation;

import java.io.IOException;

/** A way out for messages, at a pace. */
public interface Outlet {
  /**
   * How sending went.
   *
   * @param accepted answered with success
   * @param refused answered with a fault of the message
   * @param failed not answered, or with a fault of the receiver, after the last try
   */
  record Tally(long accepted, long refused, long failed) {}

  /**
   * Sends one message when its time has come.
   *
   * @throws IOException where nothing can be sent at all
   * @throws InterruptedException where the thread is asked to stop
   */
  void send(Told message) throws IOException, InterruptedException;

  /**
   * Waits for the answers to everything sent, and ends.
   *
   * @throws IOException where the last messages could not be handed over
   * @throws InterruptedException where the thread is asked to stop
   */
  Tally finish() throws IOException, InterruptedException;
}
