package org.attendancemonitor.feed;

import java.io.IOException;
import java.io.Reader;

/** The lines of a file, whatever ends them; of one that is too long no more than is refused. */
final class FileText {
  private final Reader reader;
  private final int longest;
  private long line;
  private int ahead = -2;

  /**
   * @param longest characters of a line that are kept
   */
  FileText(Reader reader, int longest) {
    this.reader = reader;
    this.longest = longest;
  }

  /** The next line without its end, or null. */
  String next() throws IOException {
    int c = read();
    if (c < 0) {
      return null;
    }
    line++;
    StringBuilder text = new StringBuilder(256);
    while (c >= 0 && c != '\n' && c != '\r') {
      if (text.length() <= longest) {
        text.append((char) c);
      }
      c = read();
    }
    if (c == '\r') {
      ahead = reader.read();
      ahead = ahead == '\n' ? -2 : ahead;
    }
    return text.toString();
  }

  private int read() throws IOException {
    int c = ahead;
    if (c == -2) {
      return reader.read();
    }
    ahead = c == -1 ? -1 : -2;
    return c;
  }

  /** The number of the line read last, from 1. */
  long line() {
    return line;
  }
}
