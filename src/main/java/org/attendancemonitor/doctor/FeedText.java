package org.attendancemonitor.doctor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.attendancemonitor.feed.Hl7Bytes;

/** Bytes as a sender would send them, cut into messages for the doctor to look at. */
public final class FeedText {
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

  /**
   * What is cut for one doctor.
   *
   * @param doctor looks at each message
   * @param unstated the character set of HL7 v2 that states none
   * @param maxBytes a longer line is cut off above it: it is too large as it is
   */
  public FeedText(FeedDoctor doctor, Charset unstated, int maxBytes) {
    this.doctor = doctor;
    this.unstated = unstated;
    this.maxBytes = maxBytes;
  }

  /**
   * NDJSON: a message on each line.
   *
   * @param name of the file
   * @throws IOException where it cannot be read
   */
  public void lines(String name, InputStream in) throws IOException {
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

  /**
   * HL7 v2, one message or several, or one message of anything else.
   *
   * @param name of the file
   */
  public void whole(String name, byte[] bytes) {
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
