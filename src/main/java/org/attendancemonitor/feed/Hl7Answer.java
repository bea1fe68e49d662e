package org.attendancemonitor.feed;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.attendancemonitor.attendance.RejectReason;

/**
 * The acknowledgement of an HL7 v2 message (MSH, MSA, ERR). {@code AA}: its facts are durable.
 * {@code AE}: something in it cannot be used; sent again it will not be either. {@code AR}: it is
 * no message of a kind that is read here. A sender that asks for an accept acknowledgement (MSH-15)
 * is answered {@code CA}, {@code CE} or {@code CR}: there is no second answer, for the first one
 * already comes after the commit.
 */
public final class Hl7Answer {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmssxx", Locale.ROOT);
  private static final Pattern PLACE =
      Pattern.compile("([A-Z][A-Z0-9]{2})(?:-(\\d{1,2})(?:\\.(\\d{1,2}))?)?");
  private static final Pattern UNREPEATED = Pattern.compile("[|\\p{Cntrl}]");
  private static final Set<String> ENHANCED = Set.of("AL", "ER", "SU");

  private final Hl7Header header;
  private final Instant now;

  /**
   * @param message that is answered, as text
   * @param now the time of the answer
   */
  public Hl7Answer(String message, Instant now) {
    this.header = Hl7Header.of(message);
    this.now = now;
  }

  /** Everything in it is durable, or was known already. */
  public String accepted() {
    return start() + msa("A", null);
  }

  /**
   * Something in it was not recorded.
   *
   * @param reason the class of the fault
   * @param position a field such as {@code SCH-11.4}
   * @param text one sentence for the sender
   */
  public String refused(RejectReason reason, String position, String text) {
    boolean kind = reason == RejectReason.NOT_USED || reason == RejectReason.UNPARSABLE;
    String code = code(reason);
    String said = escaped(text);
    return start()
        + msa(kind ? "R" : "E", said)
        + "ERR||"
        + place(position)
        + "|"
        + code
        + "^HL70357|E||||"
        + escaped(position + ": " + text)
        + "\r";
  }

  /** Whatever else a field is, it must not become a segment or the end of the answer's frame. */
  private String repeated(int field) {
    return UNREPEATED.matcher(header.field(field)).replaceAll("");
  }

  private String start() {
    String event = header.component(9, 2).replaceAll("[^A-Za-z0-9]", "");
    return "MSH|^~\\&|"
        + repeated(5)
        + "|"
        + repeated(6)
        + "|"
        + repeated(3)
        + "|"
        + repeated(4)
        + "|"
        + TIME.format(ZonedDateTime.ofInstant(now, Times.LONDON))
        + "||ACK"
        + (event.isEmpty() ? "" : "^" + event + "^ACK")
        + "|"
        + UUID.randomUUID().toString().substring(0, 20)
        + "|"
        + (repeated(11).isEmpty() ? "P" : repeated(11))
        + "|"
        + (repeated(12).isEmpty() ? "2.4" : repeated(12))
        + (repeated(18).isEmpty() ? "" : "||||||" + repeated(18))
        + "\r";
  }

  private String msa(String outcome, String text) {
    String code = (ENHANCED.contains(header.field(15)) ? "C" : "A") + outcome;
    return "MSA|" + code + "|" + repeated(10) + (text == null ? "" : "|" + text) + "\r";
  }

  /** HL7 table 0357. */
  private static String code(RejectReason reason) {
    return switch (reason) {
      case UNPARSABLE -> "100^Segment sequence error";
      case NOT_USED, NOT_SUPPORTED, WRONG_VERSION -> "200^Unsupported message type";
      case NO_PATIENT, INCOMPLETE -> "101^Required field missing";
      case IMPOSSIBLE, TOO_LARGE -> "102^Data type error";
      case FORBIDDEN -> "207^Application internal error";
      case CONFLICT -> "205^Duplicate key identifier";
      case FAILED -> "207^Application internal error";
    };
  }

  /** An error location (ERL): segment, its number, field, repetition, component. */
  private static String place(String position) {
    Matcher place = PLACE.matcher(position);
    if (!place.matches()) {
      return "";
    }
    String field = place.group(2) == null ? "" : "^1^" + place.group(2);
    return place.group(1)
        + (field.isEmpty() ? "" : field)
        + (place.group(3) == null ? "" : "^1^" + place.group(3));
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\E\\")
        .replace("|", "\\F\\")
        .replace("^", "\\S\\")
        .replace("&", "\\T\\")
        .replace("~", "\\R\\")
        .replace('\r', ' ')
        .replace('\n', ' ');
  }
}
