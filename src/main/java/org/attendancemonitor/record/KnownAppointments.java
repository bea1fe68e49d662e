package org.attendancemonitor.record;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.attendancemonitor.attendance.AppointmentFact;
import org.attendancemonitor.attendance.FactKind;
import org.attendancemonitor.attendance.Outcome;

/** The appointments of one source as they are known now, to compare a list of it with. */
public final class KnownAppointments {
  private static final ZoneId LONDON = ZoneId.of("Europe/London");
  private static final String START = "\"start\":\"";

  /** One statement reads so many rows: a long one would keep the log of SQLite from being cut. */
  private static final int ROWS = 20_000;

  private final Store store;
  private final String source;
  private final FactCodec codec = new FactCodec();

  /**
   * An appointment of one person.
   *
   * @param key it is filed under
   * @param patient row of the person
   * @param fact what the source says of it
   * @param received when it first said so
   */
  public record Known(String key, long patient, AppointmentFact fact, Instant received) {}

  /**
   * @param source the system that speaks
   */
  public KnownAppointments(Store store, String source) {
    this.store = store;
    this.source = source;
  }

  /** Those that any of the keys means, by that key. */
  public Map<String, List<Known>> byKey(Collection<String> keys) {
    Map<String, Set<String>> filed = new HashMap<>();
    keys.forEach(key -> filed.computeIfAbsent(key, it -> new TreeSet<>()).add(key));
    store
        .here()
        .query(
            "SELECT alias, key_text FROM appointment_key WHERE " + store.among("alias"),
            (row, n) ->
                filed
                    .computeIfAbsent(row.getString(2), it -> new TreeSet<>())
                    .add(row.getString(1)),
            store.list(keys));
    Map<String, List<Known>> known = new HashMap<>();
    for (Known one : filed(filed.keySet())) {
      filed
          .get(one.key())
          .forEach(key -> known.computeIfAbsent(key, it -> new ArrayList<>()).add(one));
    }
    return known;
  }

  private List<Known> filed(Collection<String> keys) {
    return store
        .here()
        .query(
            "SELECT key_text, patient, received, body FROM fact WHERE "
                + store.among("key_text")
                + " AND kind = ? AND is_current = 1 AND body <> '' AND source = ?",
            (row, n) -> known(row.getString(1), row.getLong(2), row.getLong(3), row.getString(4)),
            store.list(keys),
            FactKind.APPOINTMENT.code,
            source);
  }

  /** Those that start on some days, local time; the whole record is read, in small parts. */
  public void within(LocalDate first, LocalDate last, Consumer<Known> consumer) {
    long from = first.atStartOfDay(LONDON).toInstant().toEpochMilli();
    long until = last.plusDays(1).atStartOfDay(LONDON).toInstant().toEpochMilli();
    Long newest = store.here().queryForObject("SELECT max(id) FROM fact", Long.class);
    for (long id = 0; newest != null && id < newest; id += ROWS) {
      store
          .here()
          .query(
              "SELECT key_text, patient, received, body FROM fact WHERE id > ? AND id <= ?"
                  + " AND kind = ? AND is_current = 1 AND source = ?",
              row -> {
                String body = row.getString(4);
                Long start = start(body);
                if (start != null && start >= from && start < until) {
                  consumer.accept(known(row.getString(1), row.getLong(2), row.getLong(3), body));
                }
              },
              id,
              id + ROWS,
              FactKind.APPOINTMENT.code,
              source);
    }
  }

  /** Read off the text: taking every body apart would cost twenty times as much. */
  private static Long start(String body) {
    int at = body.indexOf(START);
    if (at < 0) {
      return null;
    }
    int from = at + START.length();
    return Long.valueOf(body.substring(from, body.indexOf('"', from)));
  }

  private Known known(String key, long patient, long received, String body) {
    return new Known(
        key,
        patient,
        (AppointmentFact) codec.decode(FactKind.APPOINTMENT, body),
        Instant.ofEpochMilli(received));
  }

  /**
   * How an appointment ended when everything known of it is put together; {@code NOT_RECORDED}
   * where that is not known either.
   */
  public Outcome counted(Known one) {
    return store
        .here()
        .query(
            "SELECT outcome FROM attendance WHERE patient = ? AND " + store.among("appointment"),
            (row, n) -> outcome(row.getString(1)),
            one.patient(),
            store.list(one.fact().keys().stream().map(key -> key.text()).toList()))
        .stream()
        .findFirst()
        .orElse(Outcome.NOT_RECORDED);
  }

  private static Outcome outcome(String counted) {
    return counted.equals("unknown")
        ? Outcome.NOT_RECORDED
        : Outcome.valueOf(counted.toUpperCase(java.util.Locale.ROOT));
  }
}
