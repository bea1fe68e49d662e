package org.attendancemonitor.report;

import java.util.List;

/**
 * A part of the page that answers one question.
 *
 * @param heading the question
 * @param sentences what may be said, in full sentences
 * @param exhibits what it rests on
 * @param style how it is set: {@code full} page width, {@code half} beside another, or {@code
 *     next}: full, on a new page
 */
public record Section(
    String heading, List<String> sentences, List<Exhibit> exhibits, String style) {

  public Section {
    sentences = List.copyOf(sentences);
    exhibits = List.copyOf(exhibits);
  }
}
