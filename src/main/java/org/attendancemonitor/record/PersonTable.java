package org.attendancemonitor.record;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Every table with rows of people, in the order in which a person's are deleted: what is found
 * through another table goes before it.
 */
enum PersonTable {
  /** Names of the person's appointments that nobody else's appointment has. */
  APPOINTMENT_KEY(
      "key_text IN (SELECT f.key_text FROM fact f WHERE f.kind = 3 AND %s)"
          + " AND NOT EXISTS (SELECT 1 FROM fact o WHERE o.key_text = appointment_key.key_text"
          + " AND NOT (%s))",
      "f.patient", "o.patient"),
  TASK_VERSION("id IN (SELECT t.id FROM support_task t WHERE %s)", "t.patient"),
  OUTBOX(
      "(kind = 'task' AND id IN (SELECT t.id FROM support_task t WHERE %s)) OR (kind = 'flag' AND"
          + " EXISTS (SELECT 1 FROM patient p WHERE %s"
          + " AND outbox.id LIKE CAST(p.id AS TEXT) || '-%%'))",
      "t.patient", "p.id"),
  WRITE_BACK(
      "(kind = 'task' AND id IN (SELECT t.id FROM support_task t WHERE %s)) OR (kind = 'flag' AND"
          + " EXISTS (SELECT 1 FROM patient p WHERE %s"
          + " AND write_back.id LIKE CAST(p.id AS TEXT) || '-%%'))",
      "t.patient", "p.id"),
  SUPPORT_TASK("%s", "patient"),
  FLAG("%s", "patient"),
  ATTENDANCE("%s", "patient"),
  CLOSURE("%s", "patient"),
  WAITING("%s", "patient"),
  SPELL("%s", "patient"),
  POSSIBLE_DOUBLE("%s", "patient"),
  PLACE_USE("%s", "patient"),
  DEAD_LETTER_PERSON("%s", "patient"),
  FACT("patient <> 0 AND %s", "patient"),
  PATIENT_KEY("%s", "patient"),
  PATIENT_WORD("%s", "patient"),
  PATIENT("%s", "id");

  /**
   * Tables that hold nothing of people, or what has a rule of its own: entries of the audit and
   * holds name a row by its number, rejected messages go by their age.
   */
  static final Set<String> OTHERS =
      Set.of(
          "stale_day",
          "dead_letter",
          "app_user",
          "setting",
          "feed_tally",
          "list_comparison",
          "lease",
          "node",
          "message_receipt",
          "subscription",
          "numbering",
          "tally",
          "release",
          "release_cell",
          "release_series",
          "process_point",
          "standard_population",
          "change_chain",
          "change_event",
          "legal_hold");

  private final String condition;
  private final String[] columns;

  PersonTable(String condition, String... columns) {
    this.condition = condition;
    this.columns = columns;
  }

  /** Its name. */
  String table() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** How many times {@link #delete} takes the list of rows. */
  int parameters() {
    return columns.length;
  }

  /** Deletes the rows of some patient rows. */
  String delete(Store store) {
    Object[] conditions = Arrays.stream(columns).map(store::among).toArray();
    return "DELETE FROM " + table() + " WHERE " + condition.formatted(conditions);
  }

  /** Every table that is known. */
  static Set<String> known() {
    Set<String> known = Arrays.stream(values()).map(PersonTable::table).collect(Collectors.toSet());
    known.addAll(OTHERS);
    return known;
  }
}
