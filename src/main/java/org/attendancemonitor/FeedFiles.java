package org.attendancemonitor;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.attendancemonitor.doctor.FeedDoctor;
import org.attendancemonitor.doctor.Sent;
import org.attendancemonitor.feed.Hl7Bytes;

/**
 * The messages of files: NDJSON line by line, HL7 v2 message by message, anything else as one; each
 * of them gzipped too.
 */
final class FeedFiles {
  /** A file of many HL7 v2 messages is cut up in memory. */
  private static final int WHOLE = 256 * 1024 * 1024;

  private static final Pattern HL7 =
      Pattern.compile("\\A[\\s\\x0b\\u00ef\\u00bb\\u00bf]*(MSH|FHS|BHS)");
  private static final Pattern MESSAGE =
      Pattern.compile("(?<=\\A|[\\r\\n\\x0b])MSH(?=[^A-Za-z0-9])");

  /** What encloses messages in a batch file, and MLLP's frame. */
  private static final Pattern FRAME =
      Pattern.compile("(?<=[\\r\\n])(FHS|BHS|BTS|FTS)[^\\r\\n]*|[\\x0b\\x1c]");

  private static final Pattern LINE = Pattern.compile("\\r\\n|\\r|\\n");

  private final FeedDoctor doctor;
  private final Charset unstated;
  private final int maxBytes;
  private final LongConsumer progress;

  /**
   * @param doctor looks at each message
   * @param unstated the character set of HL7 v2 that states none
   * @param maxBytes a longer line is cut off above it: it is too large as it is
   * @param progress told the bytes of each file that was read
   */
  FeedFiles(FeedDoctor doctor, Charset unstated, int maxBytes, LongConsumer progress) {
    this.doctor = doctor;
    this.unstated = unstated;
    this.maxBytes = maxBytes;
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
        lines(name, in);
      } else {
        whole(name, in.readNBytes(WHOLE));
      }
    }
    progress.accept(Files.size(file));
  }

  private void lines(String name, InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    long number = 1;
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (next == '\n') {
        line(name, number++, line.toByteArray());
        line.reset();
      } else if (line.size() <= maxBytes) {
        line.write(next);
      }
    }
    line(name, number, line.toByteArray());
  }

  private void line(String name, long number, byte[] bytes) {
    String start = new String(bytes, 0, Math.min(bytes.length, 1), StandardCharsets.ISO_8859_1);
    boolean blank = start.isBlank() && new String(bytes, StandardCharsets.ISO_8859_1).isBlank();
    if (!blank && !start.equals("#")) {
      examine(name, "line " + number, bytes, StandardCharsets.UTF_8);
    }
  }

  private void whole(String name, byte[] bytes) {
    String plain = new String(bytes, StandardCharsets.ISO_8859_1);
    if (!HL7.matcher(plain).find()) {
      if (!plain.isBlank()) {
        examine(name, "", bytes, StandardCharsets.UTF_8);
      }
      return;
    }
    List<Integer> starts = MESSAGE.matcher(plain).results().map(found -> found.start()).toList();
    long line = 1;
    int counted = 0;
    for (int i = 0; i < starts.size(); i++) {
      int end = i + 1 < starts.size() ? starts.get(i + 1) : plain.length();
      Matcher breaks = LINE.matcher(plain).region(counted, starts.get(i));
      while (breaks.find()) {
        line++;
      }
      counted = starts.get(i);
      byte[] one =
          FRAME
              .matcher(plain.substring(starts.get(i), end))
              .replaceAll("")
              .strip()
              .getBytes(StandardCharsets.ISO_8859_1);
      String place = starts.size() == 1 ? "" : "message " + (i + 1) + " (line " + line + ")";
      examine(name, place, one, Hl7Bytes.charset(one, unstated));
    }
  }

  private void examine(String name, String place, byte[] bytes, Charset charset) {
    boolean spoilt = false;
    try {
      charset.newDecoder().decode(ByteBuffer.wrap(bytes));
    } catch (CharacterCodingException wrong) {
      spoilt = true;
    }
    doctor.examine(new Sent(name, place, new String(bytes, charset), bytes.length, spoilt));
  }
}
