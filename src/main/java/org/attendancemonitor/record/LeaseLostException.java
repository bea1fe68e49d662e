package org.attendancemonitor.record;

/** Another node does by now what this one was about to write. */
public final class LeaseLostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LeaseLostException(String lease) {
    super("the lease " + lease + " is another node's");
  }
}
