package org.attendancemonitor.doctor;

/**
 * What came of one file.
 *
 * @param file its name
 * @param messages how many it holds
 * @param rejected how many of them would be rejected, wholly or in part
 * @param facts how many facts were understood
 */
public record FileCount(String file, long messages, long rejected, long facts) {
  /** Every message of it can be used. */
  public boolean usable() {
    return rejected == 0;
  }
}
