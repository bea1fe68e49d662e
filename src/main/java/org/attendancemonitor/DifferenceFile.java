package org.attendancemonitor;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.reconciliation.Difference;
import org.attendancemonitor.reconciliation.Reconciliation;

/**
 * The numbers of the appointments of which a list and the record do not say the same, for whoever
 * asks the sender to send them again. Only the user of the service can read it.
 */
final class DifferenceFile {
  private DifferenceFile() {}

  /** Writes it in place of the one before, whole or not at all. */
  static void write(Path file, Reconciliation result) throws IOException {
    Path next = file.resolveSibling("." + file.getFileName() + ".next");
    Files.deleteIfExists(next);
    Files.createFile(
        next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (Writer writer = Files.newBufferedWriter(next, StandardCharsets.UTF_8);
        CSVPrinter csv = new CSVPrinter(writer, CSVFormat.DEFAULT)) {
      csv.printRecord(
          "what", "appointment", "listed start", "start here", "listed outcome", "outcome here");
      for (Difference one : result.differences()) {
        csv.printRecord(
            one.kind().name().toLowerCase(Locale.ROOT),
            plain(one.appointment()),
            one.listedStart(),
            one.knownStart(),
            word(one.listedOutcome()),
            word(one.knownOutcome()));
      }
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String word(Outcome outcome) {
    return outcome == null ? null : outcome.name().toLowerCase(Locale.ROOT);
  }

  /** A spreadsheet would take what begins so for a formula. */
  private static String plain(String sent) {
    return !sent.isEmpty() && "=+-@\t\r".indexOf(sent.charAt(0)) >= 0 ? "'" + sent : sent;
  }
}
