package org.attendancemonitor.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.attendancemonitor.record.Store;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What a record has made of its facts, in lines without anything that depends on when they came or
 * which number a row has: two records of the same facts have the same.
 *
 * @param lines by what they are of
 */
record Derivations(Map<String, List<String>> lines) {
  private static final Map<String, String> QUESTIONS =
      new TreeMap<>(
          Map.of(
              "open tasks",
              "SELECT p.primary_key || ' ' || t.service || ' ' || t.kind FROM support_task t"
                  + " JOIN patient p ON p.id = t.patient WHERE t.is_open = 1",
              "flags",
              "SELECT p.primary_key || ' ' || f.code || ' ' || f.level FROM flag f"
                  + " JOIN patient p ON p.id = f.patient WHERE f.active = 1",
              "outcomes",
              "SELECT appointment || ' ' || outcome || ' ' || day FROM attendance",
              "days of figures",
              "SELECT day || ' ' || service || ' ' || dimension || ' ' || grp || ' ' || outcome"
                  + " || ' ' || n FROM tally"));

  private static final String RELEASE =
      "SELECT subject || ' ' || service || ' ' || dimension || ' ' || grp || ' ' || span"
          + " || ' ' || exact || ' ' || patients FROM release_cell"
          + " WHERE release_id = (SELECT max(id) FROM release)";

  /**
   * As they are now.
   *
   * @param release whether the newest release of the figures is among them
   */
  static Derivations in(Store store, boolean release) {
    JdbcTemplate record = new JdbcTemplate(store.reader());
    Map<String, List<String>> lines = new TreeMap<>();
    Map<String, String> questions = new TreeMap<>(QUESTIONS);
    if (release) {
      questions.put("cells of the newest release", RELEASE);
    }
    questions.forEach(
        (name, question) ->
            lines.put(
                name,
                record.queryForList(question, String.class).stream()
                    .map(line -> line.replace("\n", " "))
                    .sorted()
                    .toList()));
    return new Derivations(lines);
  }

  /** Whether every day is counted that changed. */
  static boolean counted(Store store) {
    return new JdbcTemplate(store.reader())
        .queryForList("SELECT 1 FROM stale_day LIMIT 1")
        .isEmpty();
  }

  /** Whether a release was made after a moment, in epoch milliseconds. */
  static boolean releasedSince(Store store, long moment) {
    return !new JdbcTemplate(store.reader())
        .queryForList("SELECT 1 FROM release WHERE made_at > ? LIMIT 1", moment)
        .isEmpty();
  }

  /** How many lines there are. */
  int size() {
    return lines.values().stream().mapToInt(List::size).sum();
  }

  /** What differs, a line for each kind of thing. */
  List<String> differences(Derivations one) {
    List<String> differences = new ArrayList<>();
    lines.forEach(
        (name, these) -> {
          List<String> those = one.lines.get(name);
          if (!these.equals(those)) {
            TreeSet<String> only = new TreeSet<>(these);
            only.removeAll(those);
            TreeSet<String> missing = new TreeSet<>(those);
            missing.removeAll(these);
            differences.add(
                "%s: %d here and not of one node, %d of one node and not here, for example %s"
                    .formatted(
                        name,
                        only.size(),
                        missing.size(),
                        only.isEmpty()
                            ? missing.isEmpty() ? "(twice)" : missing.first()
                            : only.first()));
          }
        });
    return differences;
  }
}
