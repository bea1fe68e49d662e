package org.attendancemonitor;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import org.attendancemonitor.doctor.FeedDoctor;
import org.attendancemonitor.doctor.FeedText;

/**
 * The messages of files: NDJSON line by line, HL7 v2 message by message, anything else as one; each
 * of them gzipped too.
 */
final class FeedFiles {
  /** A file of many HL7 v2 messages is cut up in memory. */
  private static final int WHOLE = 256 * 1024 * 1024;

  private final FeedDoctor doctor;
  private final FeedText text;
  private final LongConsumer progress;

  /**
   * @param doctor looks at each message
   * @param unstated the character set of HL7 v2 that states none
   * @param maxBytes a longer line is cut off above it: it is too large as it is
   * @param progress told the bytes of each file that was read
   */
  FeedFiles(FeedDoctor doctor, Charset unstated, int maxBytes, LongConsumer progress) {
    this.doctor = doctor;
    this.text = new FeedText(doctor, unstated, maxBytes);
    this.progress = progress;
  }

  /** The files below paths, in order of name; in folders without hidden ones and READMEs. */
  static List<Path> of(List<Path> paths) throws IOException {
    return FileLoad.files(paths).stream()
        .filter(file -> paths.contains(file) || !apart(file.getFileName().toString()))
        .toList();
  }

  private static boolean apart(String name) {
    return name.startsWith(".") || name.toUpperCase(Locale.ROOT).startsWith("README");
  }

  /** Has the doctor look at every message of a file. */
  void read(Path file, String name) throws IOException {
    doctor.file(name);
    String lower = file.getFileName().toString().toLowerCase(Locale.ROOT);
    boolean gzip = lower.endsWith(".gz");
    String kind = gzip ? lower.substring(0, lower.length() - 3) : lower;
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
        InputStream in = gzip ? new BufferedInputStream(new GZIPInputStream(raw)) : raw) {
      if (kind.endsWith(".ndjson") || kind.endsWith(".jsonl")) {
        text.lines(name, in);
      } else {
        text.whole(name, in.readNBytes(WHOLE));
      }
    }
    progress.accept(Files.size(file));
  }
}
