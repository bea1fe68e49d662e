package org.attendancemonitor.worklist;

import java.util.List;
import org.attendancemonitor.attendance.Code;

/**
 * Needs as the site's rules know them.
 *
 * @param codes of flags by which a list can be narrowed
 * @param recordable what can be recorded of a person who was asked
 */
public record Needs(List<String> codes, List<Need> recordable) {

  /**
   * One need.
   *
   * @param text in one sentence
   * @param code under which it is recorded
   */
  public record Need(String text, Code code) {}

  public Needs {
    codes = List.copyOf(codes);
    recordable = List.copyOf(recordable);
  }
}
