package org.attendancemonitor.record;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.attendancemonitor.attendance.Fact;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.PatientFact;

/**
 * The words by which a patient is found: the parts of the name without case and accents, and local
 * numbers. They are derived from the newest fact of a patient row.
 */
final class FindingWords {
  /** In front of a number: no part of a name holds it. */
  private static final String NUMBER = "#";

  private static final int LONGEST = 60;
  private static final int MOST = 16;

  private FindingWords() {}

  /** The words of what a source states about a patient; none where that was withdrawn. */
  static Set<String> of(Fact fact) {
    Set<String> words = new TreeSet<>();
    if (fact instanceof PatientFact patient) {
      words.addAll(name(patient.name()));
      for (Key key : patient.keys()) {
        int system = key.text().indexOf('?');
        int value = system < 0 ? -1 : key.text().indexOf('|', system);
        if (value >= 0) {
          words.add(number(key.text().substring(value + 1)));
        }
      }
      words.remove(NUMBER);
    }
    return words;
  }

  /** The parts of a name, as they are compared: {@code Zoë O'Neill-Łoś} is zoe, oneill and los. */
  static List<String> name(String name) {
    List<String> words = new ArrayList<>();
    if (name != null) {
      for (String part : plain(name).split("[^\\p{L}\\p{N}]+")) {
        if (!part.isEmpty() && words.size() < MOST) {
          words.add(part.length() > LONGEST ? part.substring(0, LONGEST) : part);
        }
      }
    }
    return words;
  }

  /** A local number as it is compared: letters and digits alone. */
  static String number(String number) {
    String plain = plain(number).replaceAll("[^\\p{L}\\p{N}]+", "");
    return NUMBER + (plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain);
  }

  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKD)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[\\p{M}'\u2018\u2019\u02BC]", "")
        .replace("\u0142", "l")
        .replace("\u00F8", "o")
        .replace("\u0111", "d")
        .replace("\u00E6", "ae")
        .replace("\u0153", "oe")
        .replace("\u00DF", "ss")
        .replace("\u0131", "i");
  }
}
