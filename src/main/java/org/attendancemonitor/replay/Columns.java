package org.attendancemonitor.replay;

import java.util.ArrayList;
import java.util.List;

/** Lines of cells in aligned columns: the first and the last to the left, others to the right. */
final class Columns {
  private static final String GAP = "   ";
  private final List<List<String>> lines = new ArrayList<>();

  Columns add(List<String> cells) {
    lines.add(List.copyOf(cells));
    return this;
  }

  /** The lines, each indented and ended. */
  String text() {
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines) {
      StringBuilder out = new StringBuilder();
      for (int i = 0; i < line.size(); i++) {
        String cell = line.get(i);
        String space = " ".repeat(width(i) - cell.length());
        boolean left = i == 0 || i == line.size() - 1;
        out.append(i == 0 ? "  " : GAP).append(left ? cell + space : space + cell);
      }
      text.append(out.toString().stripTrailing()).append(System.lineSeparator());
    }
    return text.toString();
  }

  private int width(int column) {
    return lines.stream()
        .filter(line -> column < line.size())
        .mapToInt(line -> line.get(column).length())
        .max()
        .orElse(0);
  }
}
