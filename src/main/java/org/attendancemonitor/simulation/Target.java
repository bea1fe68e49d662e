package org.attendancemonitor.simulation;

import java.util.Map;

/** A running service that a benchmark sends to. */
public interface Target {

  /** Address of its broker, for example {@code tcp://127.0.0.1:61616}. */
  String brokerUrl();

  /** User of the broker; empty where it asks for none. */
  String user();

  /** Password of that user; empty where the broker asks for none. */
  String password();

  /** Messages that are committed to the record and were not rejected, since it started. */
  long committed();

  /** Transactions in which they were committed, since it started. */
  long batches();

  /** Processor time of the service's process so far, in nanoseconds; 0 where it is not told. */
  long processorNanos();

  /** Nanoseconds spent in each step of the way since it started, in the order of the steps. */
  Map<String, Long> nanosBySteps();
}
