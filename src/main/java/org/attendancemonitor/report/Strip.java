package org.attendancemonitor.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Sections that stand together: one over the whole width, or some in two columns.
 *
 * @param style as the style sheet calls it
 * @param sections in their order
 */
public record Strip(String style, List<Section> sections) {
  private static final String COLUMNS = "columns";

  public Strip {
    sections = List.copyOf(sections);
  }

  /** Half sections that follow each other share columns. */
  static List<Strip> of(List<Section> sections) {
    List<Strip> strips = new ArrayList<>();
    List<Section> halves = new ArrayList<>();
    for (Section section : sections) {
      if (section.style() == Section.Style.HALF) {
        halves.add(section);
        continue;
      }
      if (!halves.isEmpty()) {
        strips.add(new Strip(COLUMNS, halves));
        halves.clear();
      }
      strips.add(new Strip(section.styled(), List.of(section)));
    }
    if (!halves.isEmpty()) {
      strips.add(new Strip(COLUMNS, halves));
    }
    return strips;
  }
}
