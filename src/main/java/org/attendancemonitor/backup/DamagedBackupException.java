package org.attendancemonitor.backup;

/** A backup is not what it was when it was made. */
public final class DamagedBackupException extends BackupException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what is wrong with it, in one line
   */
  public DamagedBackupException(String message) {
    super(message);
  }
}
