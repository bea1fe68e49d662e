package org.attendancemonitor.simulation;

/** A running service that a benchmark sends to. */
public interface Target {

  /** Address of its broker, for example {@code tcp://127.0.0.1:61616}. */
  String brokerUrl();

  /** User of the broker; empty where it asks for none. */
  String user();

  /** Password of that user; empty where the broker asks for none. */
  String password();

  /** Messages of the queue that are committed to the record, since it started. */
  long committed();

  /** Transactions in which they were committed, since it started. */
  long batches();
}
