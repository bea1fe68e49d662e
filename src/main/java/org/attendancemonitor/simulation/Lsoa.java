package org.attendancemonitor.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A lower-layer super output area and how deprived it is (English indices of deprivation, MHCLG).
 *
 * @param code for example {@code E01000001}
 * @param decile 1 (most deprived) to 10
 */
public record Lsoa(String code, int decile) {
  public Lsoa {
    if (decile < 1 || decile > 10) {
      throw new IllegalArgumentException("decile: expected 1 to 10, found " + decile);
    }
  }

  /** National quintile, 1 the most deprived. */
  public int quintile() {
    return (decile + 1) / 2;
  }

  /**
   * Reads a table whose first column is the code and whose last is the decile, under one header
   * line.
   *
   * @throws UncheckedIOException where the file cannot be read
   */
  public static List<Lsoa> read(Path csv) {
    try (Stream<String> lines = Files.lines(csv)) {
      return lines.skip(1).filter(line -> !line.isBlank()).map(Lsoa::ofRow).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Lsoa ofRow(String row) {
    String code = row.substring(0, row.indexOf(','));
    String decile = row.substring(row.lastIndexOf(',') + 1).trim();
    return new Lsoa(code, Integer.parseInt(decile));
  }
}
