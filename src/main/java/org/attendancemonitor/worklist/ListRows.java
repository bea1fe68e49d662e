package org.attendancemonitor.worklist;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;

/** A list as a file for a spreadsheet. */
final class ListRows {
  /** By this a spreadsheet knows that the file is UTF-8. */
  private static final String MARK = "\uFEFF";

  private static final CSVFormat FORMAT =
      CSVFormat.EXCEL
          .builder()
          .setQuoteMode(QuoteMode.ALL)
          .setHeader(
              "Patient",
              "NHS number",
              "Date of birth",
              "Why",
              "Service",
              "Missed in 12 months",
              "Referred",
              "Waiting",
              "Needs",
              "Taken on by",
              "Due",
              "Due (ISO)",
              "Status")
          .get();

  private ListRows() {}

  static String csv(List<ListRow> rows) {
    StringWriter text = new StringWriter();
    text.write(MARK);
    try (CSVPrinter printer = new CSVPrinter(text, FORMAT)) {
      for (ListRow row : rows) {
        printer.printRecord(
            safe(row.who().name()),
            safe(row.who().nhsNumber()),
            safe(row.who().birthDate()),
            safe(row.why()),
            safe(row.service()),
            row.missed(),
            row.since() == null ? "" : safe(row.since()),
            safe(row.waiting()),
            safe(String.join("; ", row.needs())),
            row.owner() == null ? "" : safe(row.owner()),
            safe(row.due()),
            row.dueDay() == null ? "" : row.dueDay().toString(),
            safe(row.status()));
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  /** A cell that a spreadsheet would run as a formula becomes text. */
  static String safe(String cell) {
    return !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
  }
}
