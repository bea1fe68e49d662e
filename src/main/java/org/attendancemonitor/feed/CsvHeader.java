package org.attendancemonitor.feed;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The first line of an extract: where each column stands.
 *
 * @param places index of each column that is read
 * @param others names of the columns that are not
 * @param width number of columns
 */
record CsvHeader(Map<CsvColumn, Integer> places, List<String> others, int width) {

  /** A first line that does not have what the settings name; the text is for the sender. */
  static final class MismatchException extends Exception {
    private static final long serialVersionUID = 1L;

    MismatchException(String text) {
      super(text);
    }
  }

  /** Reads the first line of a file. */
  static CsvHeader of(String line, CsvSettings csv) throws MismatchException {
    List<String> fields = fields(line, csv);
    Map<String, Integer> byName = new TreeMap<>();
    if (fields != null) {
      for (int i = 0; i < fields.size(); i++) {
        byName.merge(plain(fields.get(i)), i, (first, second) -> -1);
      }
    }
    Map<CsvColumn, Integer> places = new EnumMap<>(CsvColumn.class);
    List<String> missing = new ArrayList<>();
    List<String> twice = new ArrayList<>();
    for (CsvColumn column : CsvColumn.values()) {
      String name = csv.columns().get(column);
      Integer at = name == null ? null : byName.remove(plain(name));
      if (name != null && at == null) {
        missing.add(name);
      } else if (name != null && at < 0) {
        twice.add(name);
      } else if (name != null) {
        places.put(column, at);
      }
    }
    if (!missing.isEmpty() || !twice.isEmpty()) {
      throw new MismatchException(
          "The first line has "
              + (missing.isEmpty() ? "" : "no column " + String.join(", ", missing))
              + (missing.isEmpty() || twice.isEmpty() ? "" : " and ")
              + (twice.isEmpty() ? "" : "more than one column " + String.join(", ", twice))
              + "; nothing of the file was read.");
    }
    return new CsvHeader(places, List.copyOf(byName.keySet()), fields.size());
  }

  /** The fields of one line, or null where a quotation mark on it is not closed. */
  static List<String> fields(String line, CsvSettings csv) {
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setDelimiter(csv.separator())
            .setIgnoreSurroundingSpaces(csv.separator() != ' ' && csv.separator() != '\t')
            .setIgnoreEmptyLines(false)
            .get();
    try (CSVParser parser = CSVParser.parse(line, format)) {
      List<CSVRecord> records = parser.getRecords();
      return records.size() == 1 ? records.get(0).toList() : null;
    } catch (IOException | RuntimeException unclosed) {
      return null;
    }
  }

  /** Senders change capitals and spaces between releases; that renames no column. */
  static String plain(String name) {
    return name.replace("\uFEFF", "").strip().toUpperCase(Locale.ROOT).replaceAll("[\\s_]+", " ");
  }
}
