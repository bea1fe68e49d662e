package org.attendancemonitor.feed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import org.attendancemonitor.attendance.RejectReason;

/**
 * A file of messages, read one after the other and never kept whole: {@code .ndjson} and extracts
 * line by line, HL7 v2 message by message with or without the frame of a batch, anything else as
 * one message. Each may be compressed ({@code .gz}).
 */
public final class FeedFile implements AutoCloseable {
  private static final Set<String> BATCH = Set.of("FHS", "BHS", "BTS", "FTS");

  /**
   * How the files of a feed are read.
   *
   * @param csv its extracts; may be absent
   * @param hl7Charset of a message that states none in MSH-18
   * @param limits of a message and of a file
   */
  public record Form(Optional<CsvSettings> csv, Charset hl7Charset, FeedSettings.Limits limits) {}

  private enum Kind {
    LINES,
    EXTRACT,
    HL7,
    WHOLE
  }

  private final Form form;
  private final InputStream raw;
  private final FileText text;
  private final Kind kind;
  private final String header;
  private String pending;
  private long pendingLine;
  private boolean over;

  private FeedFile(Form form, InputStream raw, Kind kind, Charset charset) throws IOException {
    this.form = form;
    this.raw = raw;
    this.kind = kind;
    Reader reader = new BufferedReader(new InputStreamReader(raw, charset), 1 << 16);
    this.text = new FileText(reader, form.limits().maxBytes());
    this.header = kind == Kind.EXTRACT ? header() : null;
  }

  /**
   * Opens a file.
   *
   * @param read told the bytes of the file as they are read
   * @throws FileRefusedException where nothing of it is to be read: its first line is not that of
   *     the feed's extracts, or it is damaged or too large
   */
  public static FeedFile open(Path file, Form form, LongConsumer read) throws IOException {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    boolean compressed = name.endsWith(".gz");
    long most = form.limits().fileBytes();
    if (compressed) {
      GzipLimit.check(file, most);
    } else if (Files.size(file) > most) {
      throw new FileRefusedException(
          RejectReason.TOO_LARGE, "The file is larger than is taken; nothing of it was read.");
    }
    String plain = compressed ? name.substring(0, name.length() - 3) : name;
    Kind kind;
    try (InputStream in = stream(file, compressed, bytes -> {})) {
      kind = kind(plain, in, form);
    }
    Charset charset =
        switch (kind) {
          case EXTRACT -> form.csv().orElseThrow().encoding();
          // Split byte by byte; each message states its own.
          case HL7 -> StandardCharsets.ISO_8859_1;
          default -> StandardCharsets.UTF_8;
        };
    InputStream in = stream(file, compressed, read);
    try {
      return new FeedFile(form, in, kind, charset);
    } catch (IOException | RuntimeException refused) {
      in.close();
      throw refused;
    }
  }

  private static InputStream stream(Path file, boolean compressed, LongConsumer read)
      throws IOException {
    InputStream counted = new CountedStream(Files.newInputStream(file), read);
    return compressed ? GzipLimit.open(counted) : counted;
  }

  private static Kind kind(String name, InputStream in, Form form) throws IOException {
    if (name.endsWith(".ndjson")) {
      return Kind.LINES;
    }
    String start = new String(in.readNBytes(1_000), StandardCharsets.ISO_8859_1);
    String bare = start.replaceFirst("^(\u00ef\u00bb\u00bf)?[\\s\u000b]*", "");
    if (bare.startsWith("MSH") || bare.startsWith("FHS") || bare.startsWith("BHS")) {
      return Kind.HL7;
    }
    boolean extract = name.endsWith(".csv");
    if (extract && form.csv().isEmpty()) {
      throw new FileRefusedException(
          RejectReason.NOT_SUPPORTED,
          "The feed has no csv in feeds.yaml, so its columns have no meaning.");
    }
    return extract || form.csv().isPresent() && isCsv(bare) ? Kind.EXTRACT : Kind.WHOLE;
  }

  /** Whether a text is neither JSON nor HL7 v2, and so a line of an extract. */
  static boolean isCsv(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > ' ' && c != '\uFEFF') {
        return c != '{' && c != '[' && !Hl7Text.is(text);
      }
    }
    return false;
  }

  private String header() throws IOException {
    String first = text.next();
    try {
      CsvHeader.of(first == null ? "" : first, form.csv().orElseThrow());
    } catch (CsvHeader.MismatchException other) {
      throw new FileRefusedException(RejectReason.INCOMPLETE, other.getMessage());
    }
    return first.replace("\uFEFF", "");
  }

  /** The next message, or null at the end. */
  public FileMessage next() throws IOException {
    return switch (kind) {
      case LINES, EXTRACT -> line();
      case HL7 -> message();
      case WHOLE -> whole();
    };
  }

  private FileMessage line() throws IOException {
    for (String line = text.next(); line != null; line = text.next()) {
      boolean comment = kind == Kind.LINES && line.startsWith("#");
      if (!line.isBlank() && !comment) {
        return new FileMessage(text.line(), header == null ? line : header + "\n" + line);
      }
    }
    return null;
  }

  /** Up to the next MSH; a batch's own segments state nothing. */
  private FileMessage message() throws IOException {
    StringBuilder message = new StringBuilder();
    long begins = 0;
    String line = pending == null ? text.next() : pending;
    long at = pending == null ? text.line() : pendingLine;
    pending = null;
    while (line != null) {
      String bare =
          line.replaceAll("[\u000b\u001c]", "").replaceFirst("^(\u00ef\u00bb\u00bf)?\\s+", "");
      bare = bare.startsWith("\u00ef\u00bb\u00bf") ? bare.substring(3) : bare;
      String segment = bare.length() < 3 ? bare : bare.substring(0, 3);
      if (segment.equals("MSH") && begins > 0) {
        pending = line;
        pendingLine = at;
        break;
      }
      if (!bare.isBlank() && !BATCH.contains(segment)) {
        begins = begins == 0 ? at : begins;
        if (message.length() <= form.limits().maxBytes()) {
          message.append(bare).append('\r');
        }
      }
      line = text.next();
      at = text.line();
    }
    if (begins == 0) {
      return null;
    }
    byte[] bytes = message.toString().getBytes(StandardCharsets.ISO_8859_1);
    return new FileMessage(begins, new String(bytes, Hl7Bytes.charset(bytes, form.hl7Charset())));
  }

  private FileMessage whole() throws IOException {
    if (over) {
      return null;
    }
    over = true;
    StringBuilder all = new StringBuilder();
    for (String line = text.next(); line != null; line = text.next()) {
      if (all.length() <= form.limits().maxBytes()) {
        all.append(line).append('\n');
      }
    }
    return new FileMessage(1, all.toString());
  }

  @Override
  public void close() throws IOException {
    raw.close();
  }
}
