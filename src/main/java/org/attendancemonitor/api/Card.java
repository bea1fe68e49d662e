package org.attendancemonitor.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.attendancemonitor.attendance.Reason;

/**
 * A card of CDS Hooks: one thing an EPR shows to whoever is at work in it.
 *
 * @param indicator how much it matters
 * @param summary one sentence of less than 140 characters
 * @param detail everything, in Markdown
 */
record Card(Indicator indicator, String summary, String detail) {
  /** How much a card matters, the least first. */
  enum Indicator {
    INFO,
    WARNING,
    CRITICAL
  }

  private static final String SOURCE = "Attendance Monitor: support to attend";
  private static final int LONGEST = 139;

  /**
   * A card that lists things: the summary as many of them as it holds, the detail all.
   *
   * @param lead what they are, without a colon
   * @param texts sentences; not empty
   */
  static Card listing(Indicator indicator, String lead, List<String> texts) {
    StringBuilder detail = new StringBuilder("**").append(markdown(lead)).append("**\n");
    texts.forEach(text -> detail.append("\n- ").append(markdown(text)));
    return new Card(indicator, summary(lead + ": ", "; ", texts), detail.toString());
  }

  /** The words of reasons. */
  static List<String> texts(List<Reason> reasons) {
    return reasons.stream().map(Reason::text).toList();
  }

  /**
   * As many of the texts as there is room for, and how many more there are.
   *
   * @param lead comes first
   * @param between stands between the texts
   */
  static String summary(String lead, String between, List<String> texts) {
    boolean sentences = between.isBlank();
    StringBuilder summary = new StringBuilder(lead);
    for (int i = 0; i < texts.size(); i++) {
      String text = sentences ? texts.get(i) : withoutStop(texts.get(i));
      String next = (i == 0 ? "" : between) + text;
      int left = texts.size() - i - 1;
      int end = left == 0 ? 1 : more(left + 1).length();
      if (summary.length() + next.length() + end > LONGEST) {
        return i == 0 ? cut(summary + text) : summary + more(texts.size() - i);
      }
      summary.append(next);
    }
    return summary.charAt(summary.length() - 1) == '.' ? summary.toString() : summary + ".";
  }

  ObjectNode json() {
    ObjectNode card = JsonNodeFactory.instance.objectNode();
    card.put("summary", summary);
    card.put("detail", detail);
    card.put("indicator", indicator.name().toLowerCase(Locale.ROOT));
    card.putObject("source").put("label", SOURCE);
    return card;
  }

  /** Text that Markdown leaves as it is. */
  static String markdown(String text) {
    return text.replaceAll("([\\\\`*_\\[\\]<>~|#])", "\\\\$1").replace('\n', ' ');
  }

  private static String more(int left) {
    return " (" + left + " more)";
  }

  private static String withoutStop(String text) {
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }

  /** Whole words of a text that is too long. */
  private static String cut(String text) {
    String head = text.substring(0, Math.min(text.length(), LONGEST - 1));
    int space = head.lastIndexOf(' ');
    return (space > 0 ? head.substring(0, space) : head) + "…";
  }
}
