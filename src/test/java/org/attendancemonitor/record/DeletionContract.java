package org.attendancemonitor.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A person goes with every row, and nobody else loses one; on every database. */
abstract class DeletionContract {
  private static final long HER = 1;
  private static final long HER_TOO = 2;
  private static final long OTHER = 3;
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 10);

  Store store;
  private KeptPeople people;

  abstract Store open() throws Exception;

  abstract List<String> tables();

  @BeforeEach
  void threeRowsOfTwoPeople() throws Exception {
    store = open();
    people = new KeptPeople(store);
    for (long row : List.of(HER, HER_TOO, OTHER)) {
      fill(row);
    }
    run("INSERT INTO patient_key (key_text, patient, merge) VALUES ('epr|Patient/1', 2, 1)");
    // A class they both were booked for.
    run("UPDATE fact SET key_text = 'epr|Appointment/class' WHERE kind = 3 AND patient <> 2");
    run("UPDATE appointment_key SET key_text = 'epr|Appointment/class' WHERE alias <> 'alias-2'");
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void run(String sql) {
    store.writing().update(sql);
  }

  private void fill(long row) {
    String values = " VALUES (" + row + ", ";
    run(
        "INSERT INTO patient (id, primary_key, created)"
            + values
            + "'epr|Patient/"
            + row
            + "', 1)");
    run(
        "INSERT INTO patient_key (patient, key_text, merge)"
            + values
            + "'epr|Patient/"
            + row
            + "', 0)");
    for (int kind : List.of(1, 3)) {
      run(
          "INSERT INTO fact (id, key_text, patient, mentioned, kind, source, feed, effective,"
              + " received, historic, nature, hash, is_current, body) VALUES ("
              + (row * 10 + kind)
              + ", 'epr|"
              + (kind == 1 ? "Patient/" : "Appointment/")
              + row
              + "', "
              + row
              + ", 1, "
              + kind
              + ", 'epr', 'epr', 1000, 1000, 0, 0, 1, 1, '')");
    }
    run(
        "INSERT INTO appointment_key (alias, key_text) VALUES ('alias-"
            + row
            + "', 'epr|Appointment/"
            + row
            + "')");
    run("INSERT INTO patient_word (patient, word)" + values + "'ann')");
    run("INSERT INTO place_use (patient, place_key)" + values + "'epr|Location/1')");
    run(
        "INSERT INTO support_task (patient, id, referral, service, kind, status, is_open, priority,"
            + " opened, modified, version, body)"
            + values
            + "'task-"
            + row
            + "', 'r', 's', 'k', 'COMPLETED', 0, 0, 1, 1, 1, '')");
    run("INSERT INTO task_version (id, version, body) VALUES ('task-" + row + "', 1, '')");
    run("INSERT INTO outbox (kind, id, version) VALUES ('task', 'task-" + row + "', 1)");
    run("INSERT INTO outbox (kind, id, version) VALUES ('flag', '" + row + "-core20', 1)");
    run("INSERT INTO write_back (kind, id, version) VALUES ('task', 'task-" + row + "', 1)");
    run("INSERT INTO write_back (kind, id, version) VALUES ('flag', '" + row + "-core20', 1)");
    run(
        "INSERT INTO flag (patient, code, level, active, since, version, reasons)"
            + values
            + "'core20', 'l', 1, 1, 1, '[]')");
    run(
        "INSERT INTO attendance (patient, appointment, service, day, outcome, was_not_brought_group,"
            + " deprivation, ethnic_group, age_band, sex, interpreter, disability, inclusion_health,"
            + " site, mode, visit)"
            + values
            + "'a', 's', 10, 'dna', 0, '1', '1', '1', '1', '1', '1', '1', '1', '1', '1')");
    run(
        "INSERT INTO closure (patient, referral, service, day, review)"
            + values
            + "'r','s',1,'c')");
    run(
        "INSERT INTO waiting (patient, referral, service, urgency, safety, impact, vulnerable,"
            + " since, reasons)"
            + values
            + "'r', 's', 0, 0, 0, 0, 1, '[]')");
    run(
        "INSERT INTO spell (patient, referral, service, referred, observed, clock, contacts,"
            + " left_on, deprivation, ethnic_group, age_band, sex, interpreter, disability,"
            + " inclusion_health)"
            + values
            + "'r', 's', 1, 1, '', '', 5, '1', '1', '1', '1', '1', '1', '1')");
    run("INSERT INTO dead_letter_person (patient, letter)" + values + "5)");
    run("INSERT INTO possible_double (patient, appointments, referrals)" + values + "1, 1)");
  }

  private Set<String> withRows(String condition) {
    Set<String> found = new TreeSet<>();
    for (PersonTable table : PersonTable.values()) {
      Integer rows =
          store
              .writing()
              .queryForObject(
                  "SELECT count(*) FROM " + table.table() + condition(table, condition),
                  Integer.class);
      if (rows > 0) {
        found.add(table.table() + " " + rows);
      }
    }
    return found;
  }

  private static String condition(PersonTable table, String rows) {
    return switch (table) {
      case APPOINTMENT_KEY -> " WHERE alias IN (" + rows.replaceAll("([0-9])", "'alias-$1'") + ")";
      case TASK_VERSION -> " WHERE id IN (" + rows.replaceAll("([0-9])", "'task-$1'") + ")";
      case OUTBOX, WRITE_BACK ->
          " WHERE id IN ("
              + rows.replaceAll("([0-9])", "'task-$1'")
              + ", "
              + rows.replaceAll("([0-9])", "'$1-core20'")
              + ")";
      case PATIENT -> " WHERE id IN (" + rows + ")";
      default -> " WHERE patient IN (" + rows + ")";
    };
  }

  @Test
  void everyTableHasARule() {
    Set<String> there = new HashSet<>(tables());
    there.removeIf(table -> table.contains("schema_history") || table.startsWith("sqlite_"));

    assertThat(there)
        .as("a table without a rule: add it to PersonTable, or to those that hold nobody")
        .containsExactlyInAnyOrderElementsOf(PersonTable.known());
  }

  @Test
  void sheGoesWithEveryRowAndNobodyElseLosesOne() {
    Set<String> before = withRows("3");
    assertThat(withRows("1")).as("she has a row everywhere").hasSameSizeAs(PersonTable.values());
    KeptPerson her = people.of(HER, TODAY).orElseThrow();
    assertThat(her.rows()).containsExactlyInAnyOrder(HER, HER_TOO);

    store.inTransaction(
        () -> {
          people.holdAll();
          people.delete(her.rows());
          return null;
        });

    assertThat(withRows("1, 2"))
        .as("the name of the class stays: the other person was booked for it too")
        .containsExactly("appointment_key 1");
    assertThat(withRows("3")).isEqualTo(before);
    assertThat(people.of(HER, TODAY)).isEmpty();
    assertThatThrownBy(() -> people.delete(her.rows())).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whoeverWaitsHasSomethingOpenIsBookedOrHeldIsActive() {
    assertThat(people.of(OTHER, TODAY).orElseThrow().active()).as("waits").isTrue();
    run("DELETE FROM waiting");
    assertThat(people.of(OTHER, TODAY).orElseThrow().active()).isFalse();
    List<String> reasons = new ArrayList<>();
    reasons.add("UPDATE support_task SET is_open = 1 WHERE patient = 3");
    reasons.add("UPDATE spell SET left_on = 2147483647 WHERE patient = 3");
    reasons.add("UPDATE attendance SET day = " + TODAY.toEpochDay() + " WHERE patient = 3");
    reasons.add("INSERT INTO legal_hold (patient, since, reason) VALUES (3, 1, 'a claim')");
    List<String> over =
        List.of(
            "UPDATE support_task SET is_open = 0",
            "UPDATE spell SET left_on = 5",
            "UPDATE attendance SET day = 10",
            "DELETE FROM legal_hold");
    for (int i = 0; i < reasons.size(); i++) {
      run(reasons.get(i));
      assertThat(people.of(OTHER, TODAY).orElseThrow().active()).as(reasons.get(i)).isTrue();
      assertThat(people.of(HER, TODAY).orElseThrow().active()).as(reasons.get(i)).isFalse();
      run(over.get(i));
      assertThat(people.of(OTHER, TODAY).orElseThrow().active()).as(over.get(i)).isFalse();
    }
  }

  @Test
  void onlyWhoeverWasNotHeardOfIsLookedAt() {
    run("UPDATE fact SET effective = 5000 WHERE patient = 3 AND kind = 3");

    assertThat(people.silent(java.time.Instant.ofEpochMilli(5000), 0, 10))
        .containsExactly(HER, HER_TOO);
    assertThat(people.silent(java.time.Instant.ofEpochMilli(5001), 0, 2))
        .containsExactly(HER, HER_TOO);
    assertThat(people.silent(java.time.Instant.ofEpochMilli(5001), 2, 2)).containsExactly(OTHER);
    assertThat(people.of(OTHER, TODAY).orElseThrow().last())
        .isEqualTo(java.time.Instant.ofEpochMilli(5000));
  }
}
