package org.attendancemonitor.record;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds people by what somebody at a desk knows of them. */
public final class Finding {
  /** A part of a name this short is compared as a whole: many names begin with it. */
  private static final int WHOLE = 2;

  private final Store store;

  /** Finding people of a record. */
  public Finding(Store store) {
    this.store = store;
  }

  /**
   * Who is sought; what is given must all hold.
   *
   * @param name parts of the name, in any order, or their beginnings; empty for any
   * @param nhsNumber ten digits; empty for any
   * @param localNumber an identifier of a source, with or without blanks and marks; empty for any
   * @param birth day of birth, or null for any
   */
  public record Sought(String name, String nhsNumber, String localNumber, LocalDate birth) {}

  /**
   * The patient rows that fit, those of the record systems each for itself.
   *
   * @param limit of rows; who asks for one more than it can use learns that there are more
   * @throws IllegalArgumentException where nothing but a day of birth is given
   */
  public Set<Long> rows(Sought sought, int limit) {
    List<Object> values = new ArrayList<>();
    StringBuilder sql = new StringBuilder("SELECT id FROM patient WHERE 1 = 1");
    for (String word : FindingWords.name(sought.name())) {
      if (word.codePointCount(0, word.length()) <= WHOLE) {
        sql.append(" AND id IN (SELECT patient FROM patient_word WHERE word = ?)");
        values.add(word);
      } else {
        sql.append(" AND id IN (SELECT patient FROM patient_word WHERE word >= ? AND word < ?)");
        values.add(word);
        values.add(word + Character.toString(Character.MAX_CODE_POINT));
      }
    }
    if (!sought.nhsNumber().isEmpty()) {
      sql.append(" AND nhs = ?");
      values.add(sought.nhsNumber());
    }
    if (!sought.localNumber().isEmpty()) {
      sql.append(" AND id IN (SELECT patient FROM patient_word WHERE word = ?)");
      values.add(FindingWords.number(sought.localNumber()));
    }
    if (values.isEmpty()) {
      throw new IllegalArgumentException("a name or a number is needed");
    }
    if (sought.birth() != null) {
      // A date that is known to the year or the month alone may be this day.
      String day = sought.birth().toString();
      sql.append(" AND birth IN (?, ?, ?)");
      values.addAll(List.of(day, day.substring(0, 7), day.substring(0, 4)));
    }
    sql.append(" ORDER BY id LIMIT ?");
    values.add(limit);
    return new TreeSet<>(store.here().queryForList(sql.toString(), Long.class, values.toArray()));
  }

  /** How many letters and digits of a text can be compared. */
  public static int letters(String text) {
    return FindingWords.name(text).stream()
        .mapToInt(word -> word.codePointCount(0, word.length()))
        .sum();
  }

  /** The services each row has to do with, as {@link People#servicesOf} says it. */
  public Map<Long, Set<String>> services(Set<Long> rows) {
    Map<Long, Set<String>> services = new HashMap<>();
    Object list = store.list(rows);
    store
        .here()
        .query(
            Stream.of("attendance", "spell", "waiting", "support_task")
                .map(
                    table ->
                        "SELECT patient, service FROM "
                            + table
                            + " WHERE "
                            + store.among("patient"))
                .collect(Collectors.joining(" UNION ")),
            row -> {
              services
                  .computeIfAbsent(row.getLong(1), patient -> new TreeSet<>())
                  .add(row.getString(2));
            },
            list,
            list,
            list,
            list);
    return services;
  }
}
