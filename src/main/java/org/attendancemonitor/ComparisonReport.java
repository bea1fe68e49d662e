package org.attendancemonitor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.attendancemonitor.reconciliation.Reconciliation;
import org.attendancemonitor.record.ListComparison;

/** What is told of a compared list: counts, and what to do next; nothing about an appointment. */
final class ComparisonReport {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ComparisonReport() {}

  /**
   * For people.
   *
   * @param ids where the numbers of the appointments were written
   */
  static String text(Reconciliation result, Path ids) {
    ListComparison counts = result.counts();
    StringBuilder text = new StringBuilder();
    text.append(
        "feed %s, appointments of %s to %s%n"
            .formatted(counts.feed(), counts.first(), counts.last()));
    line(text, counts.listed(), "listed");
    line(text, counts.agreeing(), "the same here");
    line(text, counts.missing(), "missing here");
    line(text, counts.extra(), "only here");
    line(
        text,
        counts.differing(),
        "differing: %d in time, %d in outcome"
            .formatted(counts.otherTime(), counts.otherOutcome()));
    line(text, counts.newer(), "not compared: known here by news that is newer than the list");
    line(text, counts.unreadable(), "could not be read");
    result
        .faults()
        .forEach(fault -> text.append("  line %d: %s%n".formatted(fault.line(), fault.text())));
    text.append(next(counts, ids));
    return text.toString();
  }

  private static void line(StringBuilder text, long count, String what) {
    text.append("%8d  %s%n".formatted(count, what));
  }

  private static String next(ListComparison counts, Path ids) {
    StringBuilder next = new StringBuilder();
    if (counts.missing() + counts.differing() > 0) {
      next.append(
          "Ask the sender to send those again that are missing here or differ.%n".formatted());
    }
    if (counts.extra() > 0) {
      next.append(
          "Ask the sender whether those that are only here were deleted or moved there, and to send"
              .formatted());
      next.append(" that. They may also be left out of the list.%n".formatted());
    }
    if (!counts.same()) {
      next.append("Nothing was changed here. Their numbers are in %s.%n".formatted(ids));
    }
    return next.toString();
  }

  /** For programs. */
  static String json(Reconciliation result, Path ids) {
    ObjectNode report = json(result.counts());
    ArrayNode faults = report.putArray("faults");
    result
        .faults()
        .forEach(fault -> faults.addObject().put("line", fault.line()).put("text", fault.text()));
    report.put("ids", ids.toString());
    return report.toPrettyString();
  }

  /** The counts. */
  static ObjectNode json(ListComparison counts) {
    ObjectNode report = JSON.createObjectNode();
    report.put("feed", counts.feed());
    report.put("at", counts.at().toString());
    report.put("firstDay", counts.first().toString());
    report.put("lastDay", counts.last().toString());
    report.put("listed", counts.listed());
    report.put("agreeing", counts.agreeing());
    report.put("missing", counts.missing());
    report.put("extra", counts.extra());
    report.put("differing", counts.differing());
    report.put("otherTime", counts.otherTime());
    report.put("otherOutcome", counts.otherOutcome());
    report.put("newer", counts.newer());
    report.put("unreadable", counts.unreadable());
    return report;
  }
}
