package org.attendancemonitor.doctor;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A report as one page that needs nothing else: no style sheet, no script, no network. */
public final class ReportHtml {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", Locale.UK)
          .withZone(ZoneId.of("Europe/London"));

  private static final String STYLE =
      """
      body { font: 16px/1.5 Arial, sans-serif; color: #212b32; background: #fff;
             max-width: 60rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
      h1 { font-size: 2rem; } h2 { margin-top: 2.5rem; border-bottom: 4px solid #005eb8; }
      h3 { font-size: 1rem; margin: 0; } a { color: #005eb8; }
      .verdict { font-size: 1.25rem; padding: 1rem; border-left: 8px solid #007f3b; }
      .verdict.rejected { border-color: #d5281b; }
      .finding { border: 1px solid #768692; border-left: 8px solid #768692; margin: 1rem 0;
                 padding: .75rem 1rem; break-inside: avoid; }
      .finding p { margin: .25rem 0; } .error { border-left-color: #d5281b; }
      .warning { border-left-color: #b8520d; }
      table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
      caption { text-align: left; font-weight: bold; }
      th, td { text-align: left; vertical-align: top; padding: .3rem .5rem;
               border-bottom: 1px solid #d8dde0; }
      td.n, th.n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
      pre { background: #f0f4f5; padding: 1rem; white-space: pre-wrap; }
      @media print { body { font-size: 11pt; max-width: none; padding: 0; } nav { display: none; } }
      """;

  private final StringBuilder out = new StringBuilder();

  private ReportHtml() {}

  /** The text of the page. */
  public static String of(Report report) {
    return new ReportHtml().write(report);
  }

  private String write(Report report) {
    String title = "Check of feed " + report.feed();
    out.append("<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    element("title", "", title);
    out.append("<style>\n").append(STYLE).append("</style>\n</head>\n<body>\n<main>\n");
    element("h1", "", title);
    element("p", report.usable() ? "verdict" : "verdict rejected", ReportText.verdict(report));
    element("p", "", "Made on " + DAY.format(report.at()) + ". " + Report.limits());
    out.append("<nav aria-label=\"Parts of this report\"><ul>\n");
    for (Section section : report.sections()) {
      out.append("<li><a href=\"#").append(escaped(section.word())).append("\">");
      out.append(escaped(section.title())).append("</a></li>\n");
    }
    out.append("</ul></nav>\n");
    report.sections().forEach(this::section);
    if (!report.files().isEmpty()) {
      files(report);
    }
    out.append("</main>\n</body>\n</html>\n");
    return out.toString();
  }

  private void section(Section section) {
    out.append("<section>\n<h2 id=\"").append(escaped(section.word())).append("\">");
    out.append(escaped(section.title())).append("</h2>\n");
    element("p", "", section.question());
    if (section.judged() && section.findings().isEmpty()) {
      element("p", "", "Nothing found.");
    }
    section.findings().forEach(this::finding);
    section
        .snippets()
        .forEach(
            snippet -> {
              element(
                  "p", "", "To paste into " + snippet.file() + ", under the keys that are there:");
              element("pre", "", snippet.yaml());
            });
    if (!section.figures().isEmpty()) {
      figures(section);
    }
    out.append("</section>\n");
  }

  private void finding(Finding finding) {
    Rule rule = finding.rule();
    out.append("<div class=\"finding ").append(rule.weight.name().toLowerCase(Locale.ROOT));
    out.append("\">\n");
    String times =
        finding.count() == 1 ? "" : String.format(Locale.UK, ", %,d times", finding.count());
    element("h3", "", rule.weight.word + ": " + finding.says());
    element("p", "", rule.word() + times);
    if (!finding.places().isEmpty()) {
      out.append("<ul>\n");
      finding.places().forEach(place -> element("li", "", place));
      out.append("</ul>\n");
      String more = ReportText.more(finding, finding.places().size());
      if (!more.isEmpty()) {
        element("p", "", more);
      }
    }
    element("p", "", "Change: " + rule.change);
    out.append("</div>\n");
  }

  private void figures(Section section) {
    head(section.title() + " in numbers", "Number", "What");
    for (Figure figure : section.figures()) {
      String note = figure.note().isEmpty() ? "" : " (" + figure.note() + ")";
      row(figure.value(), figure.label() + note);
    }
    out.append("</tbody></table>\n");
  }

  private void files(Report report) {
    out.append("<section>\n<h2 id=\"files\">Files</h2>\n<table><caption>What came of each file");
    out.append("</caption><thead><tr><th scope=\"col\">File</th>");
    for (String name : new String[] {"Messages", "Rejected", "Facts"}) {
      out.append("<th scope=\"col\" class=\"n\">").append(name).append("</th>");
    }
    out.append("</tr></thead><tbody>\n");
    for (FileCount file : report.files()) {
      out.append("<tr><td>").append(escaped(file.file())).append("</td>");
      for (long number : new long[] {file.messages(), file.rejected(), file.facts()}) {
        out.append(String.format(Locale.UK, "<td class=\"n\">%,d</td>", number));
      }
      out.append("</tr>\n");
    }
    out.append("</tbody></table>\n</section>\n");
  }

  private void head(String caption, String number, String what) {
    out.append("<table><caption>").append(escaped(caption)).append("</caption><thead><tr>");
    out.append("<th scope=\"col\" class=\"n\">").append(number).append("</th>");
    out.append("<th scope=\"col\">").append(what).append("</th></tr></thead><tbody>\n");
  }

  private void row(long number, String what) {
    out.append(String.format(Locale.UK, "<tr><td class=\"n\">%,d</td>", number));
    out.append("<td>").append(escaped(what)).append("</td></tr>\n");
  }

  private void element(String name, String kind, String text) {
    out.append('<').append(name);
    if (!kind.isEmpty()) {
      out.append(" class=\"").append(escaped(kind)).append('"');
    }
    out.append('>').append(escaped(text)).append("</").append(name).append(">\n");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
