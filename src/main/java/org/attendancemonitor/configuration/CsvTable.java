package org.attendancemonitor.configuration;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * A CSV file with a header, of which a few columns are wanted; read line by line, never held.
 *
 * @param file the file
 * @param problems where faults are added, the first {@value #MOST_TOLD} of them one by one
 */
record CsvTable(Path file, List<ConfigurationProblem> problems) {
  private static final int MOST_TOLD = 20;

  /** Takes the wanted values of one row. */
  interface Row {
    /**
     * @throws IllegalArgumentException "expected ..., found ..." where the values cannot be
     */
    void take(int line, String[] values);
  }

  /** What was read: how many rows were right, and the digest of the file's bytes. */
  record Summary(int rows, int lastLine, String digest) {}

  /**
   * Reads the whole table.
   *
   * @param columns for each wanted column the names it may have, lower case
   * @param row gets the values in the order of {@code columns}
   */
  Summary read(List<List<String>> columns, Row row) {
    int line = 1;
    int rows = 0;
    int faults = 0;
    MessageDigest digest = sha256();
    try (InputStream bytes = new DigestInputStream(Files.newInputStream(file), digest);
        BufferedReader text =
            new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8), 1 << 16)) {
      int[] wanted = header(text.readLine(), columns);
      if (wanted == null) {
        return new Summary(0, line, "");
      }
      for (String next = text.readLine(); next != null; next = text.readLine()) {
        line++;
        try {
          row.take(line, values(next, wanted));
          rows++;
        } catch (IllegalArgumentException fault) {
          faults++;
          if (faults <= MOST_TOLD) {
            told(line, fault.getMessage());
          }
        }
      }
    } catch (IOException fault) {
      problem(line, "a file that cannot be read", "a CSV file this program may read");
    }
    if (faults > MOST_TOLD) {
      problem(line, (faults - MOST_TOLD) + " more faulty lines", "no faulty line");
    }
    return new Summary(rows, line, HexFormat.of().formatHex(digest.digest()));
  }

  void problem(int line, String found, String expected) {
    problems.add(new ConfigurationProblem(file, line, "", found, expected));
  }

  private void told(int line, String fault) {
    String[] parts = fault.split(", found ", 2);
    problem(
        line,
        parts.length == 2 ? parts[1] : "a faulty line",
        parts[0].startsWith("expected ") ? parts[0].substring(9) : parts[0]);
  }

  private int[] header(String header, List<List<String>> columns) {
    String plain = header == null ? "" : header.replace("\uFEFF", "").toLowerCase(Locale.ROOT);
    List<String> names = fields(plain).stream().map(String::strip).toList();
    int[] wanted = new int[columns.size()];
    boolean complete = true;
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] =
          columns.get(i).stream()
              .mapToInt(names::indexOf)
              .filter(at -> at >= 0)
              .findFirst()
              .orElse(-1);
      if (wanted[i] < 0) {
        problem(
            1,
            "no such column in the first line",
            "a column named " + String.join(" or ", columns.get(i)));
        complete = false;
      }
    }
    return complete ? wanted : null;
  }

  private static String[] values(String line, int[] wanted) {
    List<String> fields = fields(line);
    String[] values = new String[wanted.length];
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i] >= fields.size()) {
        throw new IllegalArgumentException(
            "expected as many fields as the first line has, found " + fields.size());
      }
      values[i] = fields.get(wanted[i]).strip();
    }
    return values;
  }

  /** The fields of one line; commas within double quotes do not count. */
  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
