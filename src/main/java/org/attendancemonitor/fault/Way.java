package org.attendancemonitor.fault;

/** A way into the service, as one sender has it. */
public interface Way extends AutoCloseable {

  /** A short name, for ids of its own. */
  String name();

  /**
   * Sends one message and waits for the answer.
   *
   * @return whether the service has acknowledged it; if not, it is to be sent again
   * @throws FaultException where a good message was refused for good
   */
  boolean deliver(String id, String json) throws InterruptedException;

  @Override
  void close();
}
