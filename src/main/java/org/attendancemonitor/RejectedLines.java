package org.attendancemonitor;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.attendancemonitor.feed.FileMessage;
import org.attendancemonitor.feed.FileRefusedException;
import org.attendancemonitor.intake.Verdict;

/**
 * Tells of rejected messages: where and why on the terminal, and where asked for, the messages
 * themselves into a file, each below its reason, that can be mended and loaded again (lines that
 * begin with # are not read).
 */
final class RejectedLines implements AutoCloseable {
  private static final int TOLD_AT_MOST = 20;
  private final PrintWriter terminal;
  private final Writer file;
  private int told;

  /**
   * @param terminal where reasons are told
   * @param file to which rejected messages are added, or null; a load that goes on keeps what was
   *     rejected before it was cut off
   */
  RejectedLines(PrintWriter terminal, Path file) throws IOException {
    this.terminal = terminal;
    if (file != null && !Files.exists(file)) {
      // It will hold what patients' records hold.
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    this.file =
        file == null
            ? null
            : Files.newBufferedWriter(
                file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Tells of a file of which nothing was read. */
  void refused(Path source, FileRefusedException refusal) {
    if (told++ < TOLD_AT_MOST) {
      terminal.println(source + ": " + refusal.reason().word + ": " + refusal.getMessage());
    }
  }

  void write(Path source, FileMessage message, Verdict verdict) throws IOException {
    for (Verdict.EntryVerdict entry : verdict.entries()) {
      if (entry.reason() != null) {
        String why =
            String.format(
                "%s:%d %s: %s%s",
                source,
                message.line(),
                entry.reason().word,
                entry.position().isEmpty() ? "" : entry.position() + ": ",
                entry.text());
        if (told++ < TOLD_AT_MOST) {
          terminal.println(why);
        }
        if (file != null) {
          file.write("# " + why + "\n");
        }
      }
    }
    if (file != null) {
      file.write(oneLine(message.text()));
      file.write('\n');
    }
  }

  /** HL7 v2 and a line of an extract below its header keep their lines, or could not be read. */
  private static String oneLine(String message) {
    return message.stripLeading().startsWith("{") ? message.replace("\n", " ") : message;
  }

  /** What was written so far survives a kill; only then may the load remember how far it is. */
  void flush() throws IOException {
    if (file != null) {
      file.flush();
    }
  }

  @Override
  public void close() throws IOException {
    if (told > TOLD_AT_MOST) {
      terminal.printf("... and %,d more%n", told - TOLD_AT_MOST);
    }
    terminal.flush();
    if (file != null) {
      file.close();
    }
  }
}
