package org.attendancemonitor.intake;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.attendancemonitor.feed.FeedSettings;
import org.attendancemonitor.feed.Hl7Bytes;
import org.attendancemonitor.feed.MllpSettings;

/** The ways in whose rejected messages are kept, and how each makes a text of bytes. */
public enum WayIn {
  /** The queue: text, kept as UTF-8. */
  QUEUE,
  /** The queue: bytes, HL7 v2 in the character set that MSH-18 states, else UTF-8. */
  QUEUE_BYTES,
  /** HL7 v2 over MLLP: in the character set that MSH-18 states, or the feed's own. */
  MLLP,
  /** A watched folder: one message of a file, for CSV with the first line of it, kept as UTF-8. */
  FOLDER,
  /** A notification of a subscription, or what was asked for because one did not come. */
  SUBSCRIPTION;

  /** As it is kept. */
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** The way of a word; the queue for one that is not known here. */
  static WayIn of(String word) {
    return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst().orElse(QUEUE);
  }

  /** The character set of a message of a feed. */
  Charset charset(byte[] sent, String feed, FeedSettings feeds) {
    if (this != MLLP && this != QUEUE_BYTES) {
      return StandardCharsets.UTF_8;
    }
    Charset unstated =
        feeds
            .feed(feed)
            .mllp()
            .flatMap(MllpSettings::charset)
            .map(Charset::forName)
            .orElse(StandardCharsets.UTF_8);
    return Hl7Bytes.charset(sent, unstated);
  }
}
