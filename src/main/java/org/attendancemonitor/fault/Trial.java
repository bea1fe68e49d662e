package org.attendancemonitor.fault;

import java.io.IOException;

/** One kind of fault, and the promise that is held against it. */
public interface Trial {

  /** The name of its command. */
  String name();

  /**
   * Does it.
   *
   * @throws NotHereException where this machine cannot make the fault
   * @throws FaultException where a service did not do what everything else depends on
   */
  Verdict run(Stage stage) throws IOException, InterruptedException;
}
