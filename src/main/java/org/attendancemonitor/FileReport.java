package org.attendancemonitor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import org.attendancemonitor.feed.FileRefusedException;
import org.attendancemonitor.reconciliation.ListNotComparedException;
import org.attendancemonitor.record.ListComparison;

/** What is told of a file beside where it was put, without anything about a person. */
final class FileReport {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final ObjectNode report = JSON.createObjectNode();

  private FileReport(String feed, Instant finished, String result) {
    report.put("feed", feed);
    report.put("finished", finished.toString());
    report.put("result", result);
  }

  /** Of a file that was read to its end. */
  static FileReport taken(String feed, Instant finished, FileProgress progress) {
    FileReport made = new FileReport(feed, finished, "taken");
    made.report.put("messages", progress.messages());
    made.report.put("accepted", progress.accepted());
    made.report.put("duplicates", progress.duplicates());
    made.report.put("stale", progress.stale());
    made.report.put("conflicts", progress.conflicts());
    made.report.put("rejected", progress.rejected());
    ArrayNode faults = made.report.putArray("faults");
    for (FileProgress.Fault fault : progress.faults()) {
      faults
          .addObject()
          .put("line", fault.line())
          .put("reason", fault.reason())
          .put("position", fault.position())
          .put("text", fault.text());
    }
    return made;
  }

  /** Of a list that was compared with what is known. */
  static FileReport compared(ListComparison counts) {
    FileReport made = new FileReport(counts.feed(), counts.at(), "compared");
    made.report.setAll(ComparisonReport.json(counts));
    return made;
  }

  /** Of a list that could not be compared. */
  static FileReport notCompared(String feed, Instant finished, ListNotComparedException reason) {
    FileReport made = new FileReport(feed, finished, "refused");
    made.report.put("text", reason.getMessage());
    return made;
  }

  /** Of a file of which nothing was read. */
  static FileReport refused(String feed, Instant finished, FileRefusedException refusal) {
    FileReport made = new FileReport(feed, finished, "refused");
    made.report.put("reason", refusal.reason().word);
    made.report.put("text", refusal.getMessage());
    return made;
  }

  /** Writes it whole or not at all. */
  void write(Path file) throws IOException {
    Path next = file.resolveSibling("." + file.getFileName() + ".next");
    Files.writeString(next, report.toPrettyString() + "\n");
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
