package org.attendancemonitor.equity;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.attendancemonitor.attendance.Priority;
import org.attendancemonitor.record.Releases;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.record.StoreSettings;
import org.attendancemonitor.record.Tallies;
import org.springframework.jdbc.core.JdbcTemplate;

/** A record with attendance rows of invented patients, written as the intake would. */
final class Ward implements AutoCloseable {
  final Store store;
  final Tallies tallies;
  final Releases releases;
  private final JdbcTemplate writer;
  private final List<Object[]> rows = new ArrayList<>();
  private final List<Object[]> spells = new ArrayList<>();
  private final List<Object[]> ends = new ArrayList<>();
  private final Set<String> stale = new TreeSet<>();
  private long appointment;

  Ward(Path folder) {
    this(Store.open(StoreSettings.embedded(), folder));
  }

  Ward(Store store) {
    this.store = store;
    tallies = new Tallies(store, Duration.ofMillis(50));
    releases = new Releases(store);
    writer = new JdbcTemplate(store.writer());
  }

  /** Demographics as in the columns; what is not given is unknown. */
  static Map<String, String> who(String... columnsAndValues) {
    Map<String, String> who = new HashMap<>();
    for (int i = 0; i < columnsAndValues.length; i += 2) {
      who.put(columnsAndValues[i], columnsAndValues[i + 1]);
    }
    return who;
  }

  /** One appointment of one patient; returns its id for corrections. */
  String appointment(
      long patient, String service, LocalDate day, String outcome, Map<String, String> who) {
    String id = "a" + ++appointment;
    rows.add(
        new Object[] {
          patient,
          id,
          service,
          day.toEpochDay(),
          outcome,
          who.getOrDefault("was_not_brought", "no").equals("yes") ? 1 : 0,
          who.getOrDefault("deprivation", "unknown"),
          who.getOrDefault("ethnic_group", "not_known"),
          who.getOrDefault("age_band", "unknown"),
          who.getOrDefault("sex", "unknown"),
          who.getOrDefault("interpreter", "unknown"),
          who.getOrDefault("disability", "unknown"),
          who.getOrDefault("inclusion_health", "unknown"),
          who.getOrDefault("site", "unknown"),
          who.getOrDefault("mode", "unknown"),
          who.getOrDefault("visit", "unknown"),
          null
        });
    stale.add(service + "|" + day.toEpochDay());
    return id;
  }

  /** So many appointments with one outcome on one day, each of a patient of its own. */
  void appointments(
      int count, String service, LocalDate day, String outcome, Map<String, String> who) {
    for (int i = 0; i < count; i++) {
      appointment(1_000_000 + appointment, service, day, outcome, who);
    }
  }

  /** A corrected outcome, as the intake keeps it. */
  void correct(String appointmentId, String outcome) {
    write();
    writer.update(
        "INSERT INTO stale_day (service, day, marked) SELECT service, day, 1 FROM attendance"
            + " WHERE appointment = ? ON CONFLICT (service, day) DO UPDATE SET marked = 1",
        appointmentId);
    writer.update(
        "UPDATE attendance SET outcome = ? WHERE appointment = ?", outcome, appointmentId);
  }

  /** When a miss was heard of, first tried and lapsed; the last two may be null. */
  void followed(String appointmentId, Instant heard, Instant tried, Instant lapsed) {
    write();
    writer.update(
        "UPDATE attendance SET heard = ?, tried = ?, lapsed = ? WHERE appointment = ?",
        heard.toEpochMilli(),
        tried == null ? null : tried.toEpochMilli(),
        lapsed == null ? null : lapsed.toEpochMilli(),
        appointmentId);
  }

  /** So many waits that began on a day and go on, each of a patient of its own. */
  void waits(int count, String service, LocalDate referred, Map<String, String> who) {
    ends(count, service, referred, null, null, who);
  }

  /** So many waits that ended in a way on a day, each of a patient of its own. */
  void ends(
      int count,
      String service,
      LocalDate referred,
      LocalDate left,
      String exit,
      Map<String, String> who) {
    for (int i = 0; i < count; i++) {
      spell(1_000_000 + appointment, service, referred, left, exit, who);
    }
  }

  /**
   * A wait; its clock has started once and nobody was reached, unless said.
   *
   * @param left the day it ended, or null
   * @param exit how, or null
   * @return id of the referral
   */
  String spell(
      long patient,
      String service,
      LocalDate referred,
      LocalDate left,
      String exit,
      Map<String, String> who) {
    return spell(
        patient, service, referred, referred, List.of(referred), List.of(), left, exit, who);
  }

  /** The same, with the day it came under observation, turns of the clock and contacts. */
  String spell(
      long patient,
      String service,
      LocalDate referred,
      LocalDate observed,
      List<LocalDate> clock,
      List<LocalDate> contacts,
      LocalDate left,
      String exit,
      Map<String, String> who) {
    String id = "r" + ++appointment;
    spells.add(
        new Object[] {
          patient,
          id,
          service,
          referred.toEpochDay(),
          observed.toEpochDay(),
          days(clock),
          days(contacts),
          left == null ? Integer.MAX_VALUE : left.toEpochDay(),
          exit,
          who.getOrDefault("deprivation", "unknown"),
          who.getOrDefault("ethnic_group", "not_known"),
          who.getOrDefault("age_band", "unknown"),
          who.getOrDefault("sex", "unknown"),
          who.getOrDefault("interpreter", "unknown"),
          who.getOrDefault("disability", "unknown"),
          who.getOrDefault("inclusion_health", "unknown"),
          Priority.valueOf(who.getOrDefault("priority", "ROUTINE")).ordinal()
        });
    return id;
  }

  private static String days(List<LocalDate> days) {
    return days.stream()
        .map(day -> Long.toString(day.toEpochDay()))
        .collect(java.util.stream.Collectors.joining(" "));
  }

  /** An appointment turns out to be another person's, as after a merge. */
  void belongsTo(String appointmentId, long patient, String deprivation) {
    write();
    writer.update(
        "INSERT INTO stale_day (service, day, marked) SELECT service, day, 1 FROM attendance"
            + " WHERE appointment = ? ON CONFLICT (service, day) DO UPDATE SET marked = 1",
        appointmentId);
    writer.update(
        "UPDATE attendance SET patient = ?, deprivation = ? WHERE appointment = ?",
        patient,
        deprivation,
        appointmentId);
  }

  /** A wait ends, or turns out to have ended otherwise, or not at all (null). */
  void leaves(String referral, LocalDate left, String exit) {
    ends.add(new Object[] {left == null ? Integer.MAX_VALUE : left.toEpochDay(), exit, referral});
  }

  /** A referral turns out to be another person's. */
  void waitBelongsTo(String referral, long patient, String deprivation) {
    write();
    writer.update(
        "UPDATE spell SET patient = ?, deprivation = ? WHERE referral = ?",
        patient,
        deprivation,
        referral);
  }

  void closure(String referral, String service, LocalDate day, String review) {
    writer.update(
        "INSERT INTO closure (patient, referral, service, day, review) VALUES (1, ?, ?, ?, ?)",
        referral,
        service,
        day.toEpochDay(),
        review);
  }

  /** Writes what was added and counts it. */
  int count() {
    write();
    return tallies.refresh();
  }

  /** Writes what was added. */
  void write() {
    store.inTransaction(
        () -> {
          writer.batchUpdate(
              "INSERT INTO attendance (patient, appointment, service, day, outcome,"
                  + " was_not_brought_group, deprivation, ethnic_group, age_band, sex, interpreter,"
                  + " disability, inclusion_health, site, mode, visit, answer)"
                  + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
              rows);
          writer.batchUpdate(
              "INSERT INTO spell (patient, referral, service, referred, observed, clock, contacts,"
                  + " left_on, left_how, deprivation, ethnic_group, age_band, sex, interpreter,"
                  + " disability, inclusion_health, priority)"
                  + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
              spells);
          writer.batchUpdate("UPDATE spell SET left_on = ?, left_how = ? WHERE referral = ?", ends);
          writer.batchUpdate(
              "INSERT INTO stale_day (service, day, marked) VALUES (?, ?, 1)"
                  + " ON CONFLICT (service, day) DO UPDATE SET marked = 1",
              stale.stream()
                  .map(mark -> mark.split("\\|"))
                  .map(mark -> new Object[] {mark[0], Long.valueOf(mark[1])})
                  .toList());
          return null;
        });
    rows.clear();
    spells.clear();
    ends.clear();
    stale.clear();
  }

  @Override
  public void close() {
    store.close();
  }
}
