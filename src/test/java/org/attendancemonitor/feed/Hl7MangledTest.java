package org.attendancemonitor.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Random;
import org.attendancemonitor.attendance.Reading.Rejected;
import org.attendancemonitor.attendance.RejectReason;
import org.junit.jupiter.api.Test;

/**
 * HL7 v2 as noise, cut cables and strange systems make it: always read or refused, soon, and never
 * a fault of ours. {@code -Dmangled.messages=1000000} goes on for longer.
 */
class Hl7MangledTest {
  private static final int MESSAGES = Integer.getInteger("mangled.messages", 20_000);
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final Duration AT_MOST = Duration.ofSeconds(1);
  private static final String ODD = "|^~\\&\r\n\"\u0000\u000b\u001c \u00e9\ud83d0Z";

  private final Random random = new Random(20261126);
  private final FeedReader reader = new FeedReader(ShippedFeeds.settings());

  @Test
  void whatever_arrives_is_read_or_refused_in_time() {
    GoodMessages.HL7.forEach(
        good -> assertThat(Json.notices(reader.read(good, "default"))).isNotEmpty());
    int read = 0;
    for (int i = 0; i < MESSAGES; i++) {
      String sent = mangled(GoodMessages.HL7.get(i % GoodMessages.HL7.size()));
      // Of the processor: how long it waits for one is the machine's affair.
      long started = THREADS.getCurrentThreadCpuTime();
      Message message = reader.read(sent, "default");
      assertThat(Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - started))
          .as(sent)
          .isLessThan(AT_MOST);
      assertThat(message.entries()).as(sent).isNotEmpty();
      boolean whole = true;
      for (Entry entry : message.entries()) {
        if (entry.reading() instanceof Rejected no) {
          whole = false;
          assertThat(no.reason()).as(sent).isNotEqualTo(RejectReason.FAILED);
          assertThat(no.position()).as(sent).isNotBlank();
        }
      }
      read += whole ? 1 : 0;
    }
    // Neither all of it noise, nor none.
    assertThat(read).isBetween(MESSAGES / 20, MESSAGES - MESSAGES / 20);
  }

  private String mangled(String good) {
    StringBuilder text = new StringBuilder(good);
    for (int change = random.nextInt(6); change >= 0 && text.length() > 1; change--) {
      int at = random.nextInt(text.length());
      int end = Math.min(text.length(), at + 1 + random.nextInt(12));
      switch (random.nextInt(6)) {
        case 0 -> text.delete(at, end);
        case 1 -> text.insert(at, ODD.charAt(random.nextInt(ODD.length())));
        case 2 -> text.setCharAt(at, ODD.charAt(random.nextInt(ODD.length())));
        case 3 -> text.insert(at, text.substring(at, end));
        case 4 -> text.setLength(Math.max(1, random.nextInt(8) == 0 ? at : text.length()));
        default -> text.insert(at, "~^&|9".repeat(random.nextInt(200)));
      }
    }
    return text.toString();
  }
}
