package org.attendancemonitor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import org.springframework.web.util.HtmlUtils;

/** One person's record as a page that can be read and printed without anything else. */
final class PersonPage {
  private static final Map<String, String> HEADINGS =
      Map.ofEntries(
          Map.entry("knownAs", "The numbers you are known by"),
          Map.entry("said", "What we were told, by whom and when"),
          Map.entry("flags", "What we worked out may make attending harder, and why"),
          Map.entry("tasks", "What staff were asked to do for you, and what they did"),
          Map.entry("waiting", "What you wait for, and your place's reasons"),
          Map.entry("appointmentsAsCounted", "Your appointments, as they count in figures"),
          Map.entry("waitsAsCounted", "Your waits, as they count in figures"),
          Map.entry("endedAfterMissed", "Care that ended after a missed appointment"),
          Map.entry("whoLooked", "Who looked at your record"),
          Map.entry("whoChanged", "Who changed something in it"));

  private static final String STYLE =
      "body{font:16px/1.5 Arial,sans-serif;max-width:60em;margin:1em auto;padding:0 1em;color:#212b32}"
          + "table{border-collapse:collapse;margin:0 0 1em}th,td{text-align:left;vertical-align:top;"
          + "padding:.15em .8em .15em 0;border-bottom:1px solid #d8dde0;overflow-wrap:anywhere}"
          + "th{font-weight:600;white-space:nowrap}";

  private final StringBuilder html = new StringBuilder();

  private PersonPage() {}

  /**
   * The page.
   *
   * @param record of {@link org.attendancemonitor.record.PersonExport}, with its audit
   * @param made when, in words
   */
  static String of(JsonNode record, String made) {
    PersonPage page = new PersonPage();
    page.html
        .append("<!DOCTYPE html><html lang=\"en-GB\"><head><meta charset=\"utf-8\">")
        .append("<title>Record of one person</title><style>")
        .append(STYLE)
        .append("</style></head><body><h1>Record of one person</h1><p>Made on ")
        .append(HtmlUtils.htmlEscape(made))
        .append(
            ". Times are in UTC. Before it is given out, somebody reads it: notes may tell of other"
                + " people.</p>");
    record
        .properties()
        .forEach(
            section -> {
              String heading = HEADINGS.getOrDefault(section.getKey(), words(section.getKey()));
              page.html.append("<h2>").append(HtmlUtils.htmlEscape(heading)).append("</h2>");
              if (section.getValue().isEmpty()) {
                page.html.append("<p>Nothing.</p>");
              } else {
                page.value(section.getValue());
              }
            });
    return page.html.append("</body></html>").toString();
  }

  private void value(JsonNode value) {
    if (value.isObject()) {
      html.append("<table>");
      value
          .properties()
          .forEach(
              field -> {
                html.append("<tr><th scope=\"row\">")
                    .append(HtmlUtils.htmlEscape(words(field.getKey())))
                    .append("</th><td>");
                value(field.getValue());
                html.append("</td></tr>");
              });
      html.append("</table>");
    } else if (value.isArray()) {
      value.forEach(
          each -> {
            value(each);
            if (each.isValueNode()) {
              html.append("<br>");
            }
          });
    } else {
      html.append(HtmlUtils.htmlEscape(value.isBoolean() ? yesNo(value) : value.asText()));
    }
  }

  private static String yesNo(JsonNode value) {
    return value.asBoolean() ? "yes" : "no";
  }

  /** {@code birthDate} as "Birth date". */
  private static String words(String name) {
    String spaced = name.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
    return Character.toUpperCase(spaced.charAt(0)) + spaced.substring(1);
  }
}
