package org.attendancemonitor.configuration;

import java.util.Map;

/** A check that spans several keys or several files; reports to the file at fault. */
interface CrossCheck {

  /**
   * Runs the check on whatever could be read, whether or not everything in it is right.
   *
   * @param files by name; a file that could not be read is missing
   */
  void check(Map<String, ConfigurationFile> files);
}
