package org.attendancemonitor.doctor;

import java.util.List;

/**
 * One thing that was found, however often.
 *
 * @param rule what it is
 * @param detail more about it: the sentence of a rejection, or what was counted; or the empty
 *     string
 * @param count how often
 * @param places the first places: a file, and in it a line, a segment and field, or a path
 */
public record Finding(Rule rule, String detail, long count, List<String> places) {
  public Finding {
    places = List.copyOf(places);
  }

  /** What is the matter, as a sentence or two: a rejection has its own. */
  public String says() {
    return detail.isEmpty()
        ? rule.says
        : rule.area == Area.PARSE ? detail : rule.says + " " + detail;
  }
}
