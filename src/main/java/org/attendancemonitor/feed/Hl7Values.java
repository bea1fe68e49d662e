package org.attendancemonitor.feed;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.attendancemonitor.attendance.RejectReason;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;

/** Fields of HL7 v2 as FHIR values: codes and identifiers with their system, times. */
final class Hl7Values {
  /** Where a site has not said what a sender's name for a system means. */
  private static final String UNTOLD = "urn:hl7v2:";

  private static final Pattern TIME =
      Pattern.compile(
          "(\\d{4})(?:(\\d{2})(?:(\\d{2})(?:(\\d{2})(\\d{2})(?:(\\d{2})(?:\\.(\\d{1,9}))?)?)?)?)?"
              + "([+-]\\d{4})?");

  private final Hl7Settings settings;

  Hl7Values(Hl7Settings settings) {
    this.settings = settings;
  }

  /** The code in a field, or an empty concept. */
  CodeableConcept concept(Hl7Segment segment, int field) {
    CodeableConcept concept = new CodeableConcept();
    for (int i = 0; i < segment.repetitions(field); i++) {
      add(concept, segment, field, i, 1);
      // The alternate code stands in the components from the fourth on.
      add(concept, segment, field, i, 4);
    }
    return concept;
  }

  private void add(
      CodeableConcept concept, Hl7Segment segment, int field, int repetition, int from) {
    String code = segment.text(field, repetition, from, 1);
    if (code != null) {
      String named = segment.text(field, repetition, from + 2, 1);
      concept.addCoding(new Coding().setSystem(system(named, segment.field(field))).setCode(code));
    }
  }

  /** The address of a system by the sender's name for it, or by the field where it gives none. */
  String system(String named, String field) {
    String told = named == null ? null : settings.systems().get(named);
    if (told != null) {
      return told;
    }
    String standard = named == null ? null : standard(named);
    if (standard != null) {
      return standard;
    }
    String byField = settings.systems().get(field);
    return byField != null ? byField : UNTOLD + (named == null ? field : named);
  }

  /** Names of table 0396 that mean the same everywhere. */
  private static String standard(String named) {
    return switch (named) {
      case "SCT", "SNOMED", "SNM", "SNOMEDCT" -> "http://snomed.info/sct";
      case "NHS" -> Codings.NHS_NUMBER;
      default -> null;
    };
  }

  /**
   * An identifier of a thing (data type EI), or null.
   *
   * @param repetition from 0
   */
  Identifier thing(Hl7Segment segment, int field, int repetition) {
    String value = segment.text(field, repetition, 1, 1);
    if (value == null) {
      return null;
    }
    String authority = segment.text(field, repetition, 2, 1);
    Identifier identifier = new Identifier().setValue(value);
    String known = settings.systems().get(authority == null ? segment.field(field) : authority);
    if (known != null) {
      return identifier.setSystem(known);
    }
    // Without an authority the number means something within its source only.
    return authority == null ? identifier : identifier.setSystem(UNTOLD + authority);
  }

  /** A time of day and date as ISO text, in the sender's own precision, or null. */
  static String time(String sent) {
    Matcher form = sent == null ? null : TIME.matcher(sent);
    if (form == null || !form.matches()) {
      return null;
    }
    StringBuilder text = new StringBuilder(form.group(1));
    if (form.group(2) != null) {
      text.append('-').append(form.group(2));
    }
    if (form.group(3) != null) {
      text.append('-').append(form.group(3));
    }
    if (form.group(4) != null) {
      text.append('T').append(form.group(4)).append(':').append(form.group(5)).append(':');
      text.append(form.group(6) == null ? "00" : form.group(6));
      if (form.group(7) != null) {
        text.append('.').append(form.group(7));
      }
      if (form.group(8) != null) {
        text.append(form.group(8), 0, 3).append(':').append(form.group(8), 3, 5);
      }
    }
    return text.toString();
  }

  /**
   * A moment as ISO text, or null; a fault where the field holds something else.
   *
   * @param position of the field, for the fault
   */
  static String moment(String sent, String position, Hl7Faults faults) {
    if (sent == null) {
      return null;
    }
    String text = time(sent);
    if (text == null || Times.days(text).isEmpty()) {
      faults.add(RejectReason.IMPOSSIBLE, position, "This is no date or time that exists.");
      return null;
    }
    if (text.length() <= 10) {
      faults.add(RejectReason.INCOMPLETE, position, "The time of day is missing.");
      return null;
    }
    if (Times.moment(text).isEmpty()) {
      faults.add(RejectReason.IMPOSSIBLE, position, "This is no date or time that exists.");
      return null;
    }
    return text;
  }

  /**
   * A date as ISO text, its time of day left out, or null; a fault where it holds something else.
   */
  static String date(String sent, String position, Hl7Faults faults) {
    String text = time(sent);
    if (sent != null && (text == null || Times.days(text).isEmpty())) {
      faults.add(RejectReason.IMPOSSIBLE, position, "This is no date that exists.");
      return null;
    }
    return text == null || text.length() <= 10 ? text : text.substring(0, 10);
  }
}
