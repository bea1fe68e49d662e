package org.attendancemonitor.fault;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.attendancemonitor.record.Store;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What a record holds, asked of its tables and not of the code that fills them.
 *
 * @param outcomes by id of the appointment
 * @param facts how many are kept about each appointment
 * @param peopleWithTasks who has an open task
 * @param tasksTwice people with two open tasks of one kind for one referral
 * @param deadLetters messages that were not understood
 */
public record Kept(
    Map<String, String> outcomes,
    Map<String, Integer> facts,
    Set<String> peopleWithTasks,
    List<String> tasksTwice,
    long deadLetters) {

  /** As it is now. */
  public static Kept in(Store store) {
    JdbcTemplate record = new JdbcTemplate(store.reader());
    Long letters = record.queryForObject("SELECT count(*) FROM dead_letter", Long.class);
    return new Kept(
        outcomes(record),
        facts(record),
        new TreeSet<>(
            record
                .queryForList(
                    "SELECT DISTINCT p.primary_key FROM support_task t JOIN patient p"
                        + " ON p.id = t.patient WHERE t.is_open = 1",
                    String.class)
                .stream()
                .map(Kept::id)
                .toList()),
        record.queryForList(
            "SELECT patient || ' ' || referral || ' ' || kind FROM support_task"
                + " WHERE is_open = 1 GROUP BY patient, referral, kind HAVING count(*) > 1",
            String.class),
        letters == null ? 0 : letters);
  }

  private static Map<String, String> outcomes(JdbcTemplate record) {
    Map<String, String> outcomes = new TreeMap<>();
    record.query(
        "SELECT appointment, outcome FROM attendance",
        row -> {
          outcomes.merge(id(row.getString(1)), row.getString(2), (one, two) -> one + "+" + two);
        });
    return outcomes;
  }

  private static Map<String, Integer> facts(JdbcTemplate record) {
    Map<String, Integer> facts = new TreeMap<>();
    record.query(
        "SELECT key_text, count(*) FROM fact GROUP BY key_text",
        row -> {
          facts.put(id(row.getString(1)), row.getInt(2));
        });
    return facts;
  }

  private static String id(String key) {
    return key.substring(key.lastIndexOf('/') + 1);
  }
}
