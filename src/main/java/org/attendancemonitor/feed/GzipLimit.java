package org.attendancemonitor.feed;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.attendancemonitor.attendance.RejectReason;

/** What a compressed file may grow to. */
final class GzipLimit {
  /** Extracts shrink to a tenth or a fortieth; only a file made to do harm shrinks more. */
  private static final long MOST_TIMES = 200;

  private static final long ALWAYS_ALLOWED = 1_000_000;

  private GzipLimit() {}

  /**
   * Expands a file once without keeping anything, so that one that is cut off, damaged or too large
   * is refused before its first line is read.
   *
   * @throws FileRefusedException where it is one of these
   */
  static void check(Path file, long mostBytes) throws IOException {
    long allowed = Math.min(mostBytes, Math.max(ALWAYS_ALLOWED, Files.size(file) * MOST_TIMES));
    byte[] buffer = new byte[1 << 16];
    long expanded = 0;
    try (InputStream in = open(Files.newInputStream(file))) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        expanded += n;
        if (expanded > allowed) {
          throw new FileRefusedException(
              RejectReason.TOO_LARGE,
              "Expanded, the file is larger than is taken; nothing of it was read.");
        }
      }
    } catch (ZipException | java.io.EOFException damaged) {
      throw new FileRefusedException(
          RejectReason.UNPARSABLE,
          "The compressed file is damaged or cut off; nothing of it was read.");
    }
  }

  static InputStream open(InputStream file) throws IOException {
    return new GZIPInputStream(new BufferedInputStream(file), 1 << 16);
  }
}
