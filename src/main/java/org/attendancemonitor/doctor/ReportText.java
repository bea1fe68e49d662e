package org.attendancemonitor.doctor;

import java.util.ArrayList;
import java.util.List;

/** A report for a terminal, 100 columns wide. */
public final class ReportText {
  private static final int WIDTH = 100;
  private static final int FIGURES = 12;
  private static final int PLACES = 10;
  private static final int PLACES_OF_NOTE = 3;
  private final StringBuilder out = new StringBuilder();

  private ReportText() {}

  /** The text. */
  public static String of(Report report) {
    return new ReportText().write(report);
  }

  private String write(Report report) {
    line("", "Feed " + report.feed() + ": " + verdict(report));
    for (Section section : report.sections()) {
      out.append('\n');
      line("", section.title().toUpperCase(java.util.Locale.ROOT) + ". " + section.question());
      section.findings().forEach(this::finding);
      if (section.judged() && section.findings().isEmpty()) {
        line("  ", "Nothing found.");
      }
      figures(section.figures());
      section.snippets().forEach(this::snippet);
    }
    out.append('\n');
    line("", Report.limits());
    return out.toString();
  }

  /** The result in one sentence. */
  static String verdict(Report report) {
    if (report.files().isEmpty()) {
      return String.format(
          java.util.Locale.UK,
          "%s; %d findings are errors, %d warnings, %d notes. No messages were looked at.",
          report.usable() ? "nothing stands in a sender's way" : "a sender cannot send everything",
          report.findings(Weight.ERROR),
          report.findings(Weight.WARNING),
          report.findings(Weight.NOTE));
    }
    return String.format(
        java.util.Locale.UK,
        "%,d of %,d messages can be used, %,d would be rejected wholly or in part;"
            + " %d findings are errors, %d warnings, %d notes.",
        report.messages() - report.rejected(),
        report.messages(),
        report.rejected(),
        report.findings(Weight.ERROR),
        report.findings(Weight.WARNING),
        report.findings(Weight.NOTE));
  }

  private void finding(Finding finding) {
    String times = finding.count() == 1 ? "" : String.format(" (%,d times)", finding.count());
    line("  ", finding.rule().weight.word + " " + finding.rule().word() + times);
    line("    ", finding.says());
    int named = finding.rule().weight == Weight.NOTE ? PLACES_OF_NOTE : PLACES;
    finding.places().stream().limit(named).forEach(place -> line("    - ", "      ", place));
    String more = more(finding, named);
    if (!more.isEmpty()) {
      line("      ", more);
    }
    line("    ", "Change: " + finding.rule().change);
  }

  /** Where there are more places than are named. */
  static String more(Finding finding, int named) {
    long left = finding.count() - Math.min(named, finding.places().size());
    return left > 0 && !finding.places().isEmpty() ? String.format("and %,d more", left) : "";
  }

  /** The commonest of each list of names; all of them are in the other formats. */
  private void figures(List<Figure> figures) {
    String list = "";
    int shown = 0;
    int left = 0;
    for (Figure figure : figures) {
      int colon = figure.code().indexOf(':');
      String of = colon < 0 ? "" : figure.code().substring(0, colon);
      if (!of.equals(list)) {
        left(left);
        left = 0;
        shown = 0;
        list = of;
      }
      if (of.isEmpty() || shown++ < FIGURES) {
        String number = String.format(java.util.Locale.UK, "  %,12d  ", figure.value());
        line(number, "                ", figure.label() + note(figure));
      } else {
        left++;
      }
    }
    left(left);
  }

  private void left(int left) {
    if (left > 0) {
      line("                ", "and " + left + " more names (see --format json or html)");
    }
  }

  private static String note(Figure figure) {
    return figure.note().isEmpty() ? "" : " (" + figure.note() + ")";
  }

  private void snippet(Snippet snippet) {
    line("  ", "To paste into " + snippet.file() + ", under the keys that are there:");
    snippet.yaml().lines().forEach(text -> out.append("    ").append(text).append('\n'));
  }

  private void line(String indent, String text) {
    line(indent, indent, text);
  }

  private void line(String first, String next, String text) {
    String indent = first;
    for (String part : wrapped(text, WIDTH - next.length())) {
      out.append(indent).append(part).append('\n');
      indent = next;
    }
  }

  /** Breaks at blanks, and within a word that alone is too long. */
  private static List<String> wrapped(String text, int width) {
    List<String> lines = new ArrayList<>();
    String rest = text;
    while (rest.length() > width) {
      int blank = rest.lastIndexOf(' ', width);
      int cut = blank > rest.length() - rest.stripLeading().length() ? blank : width;
      lines.add(rest.substring(0, cut));
      rest = rest.substring(cut).stripLeading();
    }
    lines.add(rest);
    return lines;
  }
}
