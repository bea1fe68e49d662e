package org.attendancemonitor.backup;

/** A backup cannot be made, read or put back; the message says why, for people. */
public class BackupException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message one line that says what is wrong and what to do
   */
  public BackupException(String message) {
    super(message);
  }
}
