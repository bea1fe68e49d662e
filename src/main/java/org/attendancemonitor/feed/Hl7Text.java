package org.attendancemonitor.feed;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.Location;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.model.Segment;
import ca.uhn.hl7v2.model.Structure;
import ca.uhn.hl7v2.parser.GenericModelClassFactory;
import ca.uhn.hl7v2.parser.PipeParser;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import java.util.ArrayList;
import java.util.List;
import org.attendancemonitor.attendance.Reading.Rejected;
import org.attendancemonitor.attendance.RejectReason;

/**
 * Text to the segments of an HL7 v2 message. The parser knows no message structures: senders differ
 * from them in order and in segments of their own, and nothing here depends on it.
 */
final class Hl7Text {
  /** More segments than any appointment has; each costs the parser time. */
  private static final int MOST_PARTS = 10_000;

  private static final int MOST_SEGMENTS = 2_000;

  private final PipeParser parser;

  Hl7Text() {
    HapiContext context = new DefaultHapiContext(new GenericModelClassFactory());
    context.setValidationContext(ValidationContextFactory.noValidation());
    context.getParserConfiguration().setAllowUnknownVersions(true);
    this.parser = context.getPipeParser();
  }

  /**
   * What a text holds.
   *
   * @param segments in order, MSH first; empty where there is a fault
   * @param fault why they could not be read, or null
   */
  record Content(List<Hl7Segment> segments, Rejected fault) {
    /** The first segment of a name; one without fields where the message has none. */
    Hl7Segment first(String name) {
      return segments.stream()
          .filter(segment -> segment.name().equals(name))
          .findFirst()
          .orElse(new Hl7Segment(name, null));
    }

    /** Every segment of a name. */
    List<Hl7Segment> all(String name) {
      return segments.stream().filter(segment -> segment.name().equals(name)).toList();
    }
  }

  /** Whether a text claims to be HL7 v2. */
  static boolean is(String text) {
    return text.startsWith("MSH", start(text));
  }

  /** Reads a text that {@link #is} one. */
  Content read(String text) {
    String message = text.substring(start(text)).replace("\r\n", "\r").replace('\n', '\r');
    int frame = message.indexOf('\u001c');
    String bare = frame < 0 ? message : message.substring(0, frame);
    if (bare.length() < 8) {
      return fault("MSH-1", "The message ends before its delimiters are stated.");
    }
    if (BadCharacter.in(bare) >= 0) {
      return fault("MSH", "The message holds what it may not: " + BadCharacter.WHAT + ".");
    }
    if (count(bare, '\r') > MOST_SEGMENTS) {
      return tooMany(MOST_SEGMENTS + " segments");
    }
    // The library goes through all of them for each one of them.
    if (count(bare, bare.charAt(5)) > MOST_PARTS || count(bare, bare.charAt(7)) > MOST_PARTS) {
      return tooMany(MOST_PARTS + " repetitions, or parts of components");
    }
    try {
      Message parsed = parser.parse(bare);
      List<Hl7Segment> segments = new ArrayList<>();
      for (String name : parsed.getNames()) {
        for (Structure structure : parsed.getAll(name)) {
          if (structure instanceof Segment segment) {
            segments.add(new Hl7Segment(segment.getName(), segment));
          }
        }
      }
      return new Content(List.copyOf(segments), null);
    } catch (HL7Exception wrong) {
      // Its text may quote the message.
      return fault(position(wrong), "The text is not an HL7 v2 message from this place on.");
    } catch (RuntimeException wrong) {
      // The parser takes a header for granted that has every delimiter and a version.
      return fault("MSH", "The header of the message is damaged.");
    }
  }

  private static String position(HL7Exception wrong) {
    Location place = wrong.getLocation();
    String segment = place == null ? null : place.getSegmentName();
    int field = place == null ? 0 : place.getField();
    return segment == null || !segment.matches("[A-Z][A-Z0-9]{2}")
        ? "MSH"
        : field < 1 ? segment : segment + "-" + field;
  }

  /** The first character that counts: after white space, a byte order mark and the frame. */
  private static int start(String text) {
    int start = 0;
    while (start < text.length()
        && (text.charAt(start) <= ' ' && text.charAt(start) != 0 || text.charAt(start) == 0xFEFF)) {
      start++;
    }
    return start;
  }

  private static long count(String text, char one) {
    return text.chars().filter(c -> c == one).count();
  }

  private static Content tooMany(String what) {
    return new Content(
        List.of(),
        new Rejected(RejectReason.TOO_LARGE, "MSH", "The message has more than " + what + "."));
  }

  private static Content fault(String position, String text) {
    return new Content(List.of(), new Rejected(RejectReason.UNPARSABLE, position, text));
  }
}
