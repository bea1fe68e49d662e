package org.attendancemonitor.doctor;

import java.util.regex.Pattern;
import org.attendancemonitor.attendance.Code;

/**
 * What a sender wrote, made safe to print: a code, the address of a system or the name of a file
 * could be anything, a person's number too.
 */
final class Printable {
  private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.:/+-]{0,47}");
  private static final Pattern SYSTEM = Pattern.compile("[A-Za-z0-9_.:/#+-]{1,160}");
  private static final Pattern NUMBER = Pattern.compile("\\d(?:[ -]?\\d){8,}");

  /** As long as an NHS number; the time in the name of an extract is longer. */
  private static final Pattern PERSON =
      Pattern.compile("(?<!\\d)\\d{3}[ -]?\\d{3}[ -]?\\d{3,4}(?!\\d)");

  private static final String SNOMED = "http://snomed.info/sct";

  private Printable() {}

  /** Whether a code can be printed: a short word without nine digits in a row. */
  static boolean is(Code code) {
    boolean concept = code.system().equals(SNOMED) && code.value().matches("\\d{6,18}");
    boolean value =
        concept || VALUE.matcher(code.value()).matches() && !NUMBER.matcher(code.value()).find();
    return value && (code.system().isEmpty() || system(code.system()).equals(code.system()));
  }

  /** A code as in configuration files. */
  static String code(Code code) {
    return is(code) ? code.toString() : system(code.system()) + "|(unprintable)";
  }

  /** A code of FHIR that stands without a system. */
  static String word(String sent) {
    return sent == null ? "(none)" : is(new Code("", sent)) ? sent : "(unprintable)";
  }

  /** The address of a system. */
  static String system(String sent) {
    return sent == null || sent.isEmpty()
        ? "(no system)"
        : SYSTEM.matcher(sent).matches() && !NUMBER.matcher(sent).find() ? sent : "(unprintable)";
  }

  /** The name of a file; numbers that could be somebody's are blotted out. */
  static String file(String name) {
    return PERSON.matcher(name).replaceAll("#").replaceAll("\\p{Cntrl}", "?");
  }
}
