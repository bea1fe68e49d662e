package org.attendancemonitor.feed;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a feed's extracts (CSV, one thing a line, names of columns in the first) are read.
 *
 * @param kind what a line tells of
 * @param columns the name of each column that is read, as the first line of a file has it
 * @param delimiter between fields; may be absent, then a comma
 * @param charset of its files; may be absent, then UTF-8
 * @param formats how dates and times are written; may be absent, then the usual ones
 * @param systems address of the system of a column's codes or numbers, where it is not the usual
 *     one; may be absent
 * @param codes the sender's own codes of a column, in those that are understood; may be absent
 */
public record CsvSettings(
    Kind kind,
    Map<CsvColumn, String> columns,
    Optional<String> delimiter,
    Optional<String> charset,
    Optional<Formats> formats,
    Optional<Map<CsvColumn, String>> systems,
    Optional<Map<CsvColumn, Map<String, String>>> codes) {

  /** What a line tells of. */
  public enum Kind {
    APPOINTMENTS(CsvColumn.APPOINTMENT, CsvColumn.DATE, CsvColumn.ATTENDED, CsvColumn.SERVICE_CODE),
    REFERRALS(CsvColumn.REFERRAL, CsvColumn.REFERRAL_DATE, CsvColumn.SERVICE_CODE),
    PATIENTS(CsvColumn.BIRTH_DATE),
    /** Appointments to compare with what is known, and nothing else. */
    LIST(CsvColumn.APPOINTMENT, CsvColumn.DATE);

    private final Set<CsvColumn> needed;

    Kind(CsvColumn first, CsvColumn... more) {
      needed = EnumSet.of(first, more);
    }
  }

  /**
   * How dates and times are written, each as one or more patterns of java.time such as {@code
   * dd/MM/yyyy}; the first that fits counts.
   *
   * @param date a day
   * @param time a time of day
   * @param dateTime both in one; Europe/London unless the pattern has an offset
   */
  public record Formats(
      Optional<List<String>> date, Optional<List<String>> time, Optional<List<String>> dateTime) {
    static final Formats USUAL = new Formats(Optional.empty(), Optional.empty(), Optional.empty());

    public Formats {
      date.ifPresent(patterns -> check("date", patterns));
      time.ifPresent(patterns -> check("time", patterns));
      dateTime.ifPresent(patterns -> check("dateTime", patterns));
    }

    private static void check(String key, List<String> patterns) {
      for (String pattern : patterns) {
        try {
          CsvTimes.form(pattern);
        } catch (IllegalArgumentException wrong) {
          throw new IllegalArgumentException(
              key + ": expected a pattern such as dd/MM/yyyy or HH:mm, found " + pattern, wrong);
        }
      }
    }
  }

  public CsvSettings {
    columns = Map.copyOf(columns);
    for (CsvColumn needed : CsvColumn.values()) {
      if (kind.needed.contains(needed) && !columns.containsKey(needed)) {
        throw new IllegalArgumentException(
            "columns: expected " + needed.word() + ", which " + word(kind) + " need, found none");
      }
    }
    if (kind != Kind.LIST
        && !columns.containsKey(CsvColumn.NHS_NUMBER)
        && !columns.containsKey(CsvColumn.LOCAL_NUMBER)) {
      throw new IllegalArgumentException(
          "columns: expected nhs-number, local-number or both, found neither");
    }
    Set<String> names = new HashSet<>();
    for (String name : columns.values()) {
      if (name.isBlank() || !names.add(CsvHeader.plain(name))) {
        throw new IllegalArgumentException(
            "columns: expected a column for one thing only, found " + name + " twice or empty");
      }
    }
    delimiter.ifPresent(
        text -> {
          if (text.length() != 1 || "\"\r\n".contains(text)) {
            throw new IllegalArgumentException(
                "delimiter: expected one character such as , ; or |, found " + text);
          }
        });
    charset.ifPresent(
        name -> {
          if (!Charset.isSupported(name)) {
            throw new IllegalArgumentException(
                "charset: expected a character set such as UTF-8 or windows-1252, found " + name);
          }
        });
    systems = systems.map(Map::copyOf);
    codes = codes.map(Map::copyOf);
  }

  private static String word(Kind kind) {
    return kind.name().toLowerCase(java.util.Locale.ROOT);
  }

  /** The character set of its files. */
  public Charset encoding() {
    return charset.map(Charset::forName).orElse(StandardCharsets.UTF_8);
  }

  char separator() {
    return delimiter.map(text -> text.charAt(0)).orElse(',');
  }

  String system(CsvColumn column, String usual) {
    return systems.map(told -> told.get(column)).orElse(usual);
  }
}
