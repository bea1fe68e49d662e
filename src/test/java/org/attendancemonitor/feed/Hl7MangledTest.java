package org.attendancemonitor.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
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
  private static final Duration AT_MOST = Duration.ofSeconds(1);
  private static final String ODD = "|^~\\&\r\n\"\u0000\u000b\u001c \u00e9\ud83d0Z";

  private static final List<String> GOOD =
      List.of(
          "MSH|^~\\&|A|B|C|D|20261103091500||SIU^S12|M1|P|2.4|||AL|NE||UNICODE UTF-8\r"
              + "SCH|P7^PL|F9^DI||||PAT1^Cannot^L|ok|2^^|30|min|^^^202611101030^202611101100"
              + "||||||||||||||Booked|R5|R6\rTQ1|||||||202611101030|202611101100\r"
              + "PID|1||9000000009^^^NHS^NH~H1^^^RXX^PI||Fal\\T\\low^Ivy^^^Mrs^^L||19500317|2|||"
              + "1 Mill&x Lane^^Any^^ZZ99 3AA^^H||0300 123^PRN^PH||EN|||||||B\r"
              + "RGS|1\rAIS|1|A|T1^Thing^L|202611101030\rAIL|1||RM^1^2^SITE\rAIP|1||D1^Doc\r",
          "MSH|^~\\&|A|B|C|D|20261103091500+0000||ADT^A40^ADT_A39|M2|P|2.5\r"
              + "EVN|A40|20261103\rPID|1||H1^^^RXX^PI||A^B||1950|F\rPD1||||||||||||Y\r"
              + "MRG|H0^^^RXX^PI\rPV1|1|O|||||||||||||||||V5||||||||||||||||||||||||"
              + "|202611101030|202611101100\rZPI|1|x\r",
          "MSH|^~\\&|A|B|C|D|20261103||REF^I12|M3|P|2.3\rRF1|A|2|PHY^^L|||R55|20261001|||X^y\r"
              + "PRD|RT|||||||N1^SYS\rPID|1||H1^^^RXX^PI\r");

  private final Random random = new Random(20261126);
  private final FeedReader reader = new FeedReader(ShippedFeeds.settings());

  @Test
  void whatever_arrives_is_read_or_refused_in_time() {
    GOOD.forEach(good -> assertThat(Json.notices(reader.read(good, "default"))).isNotEmpty());
    int read = 0;
    for (int i = 0; i < MESSAGES; i++) {
      String sent = mangled(GOOD.get(i % GOOD.size()));
      long started = System.nanoTime();
      Message message = reader.read(sent, "default");
      assertThat(Duration.ofNanos(System.nanoTime() - started)).as(sent).isLessThan(AT_MOST);
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
