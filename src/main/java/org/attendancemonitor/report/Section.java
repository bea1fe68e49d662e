package org.attendancemonitor.report;

import java.util.List;

/**
 * A part of the page that answers one question.
 *
 * @param heading the question
 * @param sentences what may be said, in full sentences
 * @param exhibits what it rests on
 * @param style how it is set
 */
public record Section(String heading, List<String> sentences, List<Exhibit> exhibits, Style style) {

  /** How a section is set. */
  public enum Style {
    /** As wide as the page. */
    FULL,
    /** Half as wide, beside another. */
    HALF,
    /** As wide as the page, in small print. */
    SMALL
  }

  public Section {
    sentences = List.copyOf(sentences);
    exhibits = List.copyOf(exhibits);
  }

  /** As the style sheet of the page calls it. */
  public String styled() {
    return style.name().toLowerCase(java.util.Locale.ROOT);
  }
}
