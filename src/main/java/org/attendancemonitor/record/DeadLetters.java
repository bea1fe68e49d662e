package org.attendancemonitor.record;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What could not be used, kept until someone replays or drops it. */
public final class DeadLetters {
  /** Without the bytes, which may be large. */
  private static final String COLUMNS =
      "id, feed, source, way, received, reason, position, explanation, attempts, tried, state,"
          + " given_up_because";

  private final Store store;

  /** The dead letters of a record. */
  public DeadLetters(Store store) {
    this.store = store;
  }

  /**
   * How many there are of one sort.
   *
   * @param feed they came by
   * @param reason their class of fault
   * @param count how many
   * @param oldest receipt of the oldest
   */
  public record Count(String feed, String reason, long count, Instant oldest) {}

  /**
   * Keeps one, and has its reference told.
   *
   * @param original the bytes as received
   * @param patients rows of the people it is about, as far as its text tells
   * @return its id
   */
  public long keep(DeadLetter letter, byte[] original, Collection<Long> patients) {
    Long id =
        store
            .writing()
            .queryForObject(
                "INSERT INTO dead_letter (feed, source, way, received, reason, position,"
                    + " explanation, attempts, tried, state, given_up_because, original)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
                Long.class,
                letter.feed(),
                letter.source(),
                letter.way(),
                letter.received().toEpochMilli(),
                letter.reason(),
                letter.position(),
                letter.text(),
                letter.attempts(),
                letter.tried().toEpochMilli(),
                letter.state().word(),
                letter.givenUpBecause(),
                original);
    if (id == null) {
      throw new IllegalStateException("no id for a dead letter");
    }
    Rows.write(
        store.writing(),
        "INSERT INTO dead_letter_person (letter, patient) VALUES (?, ?)",
        new TreeSet<>(patients).stream().map(row -> new Object[] {id, row}).toList());
    new Outbox(store).put(List.of(new Outbox.Pending(Outbox.DEAD, id.toString(), 1)));
    return id;
  }

  /** Those that are meant, oldest first, after an id. */
  public List<DeadLetter> list(LetterQuery query, long afterId, int limit) {
    return query(query, " AND id > ? ORDER BY id LIMIT ?", afterId, limit);
  }

  /** A page of those that are meant, the newest first. */
  public List<DeadLetter> newest(LetterQuery query, int limit, int offset) {
    return query(query, " ORDER BY id DESC LIMIT ? OFFSET ?", limit, offset);
  }

  private List<DeadLetter> query(LetterQuery query, String more, Object... values) {
    List<Object> all = new ArrayList<>(query.values());
    all.addAll(List.of(values));
    return store
        .here()
        .query(
            "SELECT " + COLUMNS + " FROM dead_letter WHERE 1 = 1" + query.condition() + more,
            (row, n) -> letter(row),
            all.toArray());
  }

  /** How many are meant. */
  public long count(LetterQuery query) {
    Long count =
        store
            .here()
            .queryForObject(
                "SELECT count(*) FROM dead_letter WHERE 1 = 1" + query.condition(),
                Long.class,
                query.values().toArray());
    return count == null ? 0 : count;
  }

  /** One of them. */
  public Optional<DeadLetter> show(long id) {
    return store
        .here()
        .query("SELECT " + COLUMNS + " FROM dead_letter WHERE id = ?", (row, n) -> letter(row), id)
        .stream()
        .findFirst();
  }

  /** The bytes of one as received. */
  public Optional<byte[]> original(long id) {
    return store
        .here()
        .query("SELECT original FROM dead_letter WHERE id = ?", (row, n) -> row.getBytes(1), id)
        .stream()
        .findFirst();
  }

  /** Those that wait and are about one of these patient rows, oldest first. */
  public List<DeadLetter> about(Set<Long> rows) {
    return store
        .here()
        .query(
            "SELECT "
                + COLUMNS
                + " FROM dead_letter WHERE state = ? AND id IN"
                + " (SELECT letter FROM dead_letter_person WHERE "
                + store.among("patient")
                + ") ORDER BY id",
            (row, n) -> letter(row),
            DeadLetter.State.WAITING.word(),
            store.list(rows));
  }

  /** It was tried again, in vain. */
  public void triedAgain(long id, String reason, String position, String text, Instant at) {
    store
        .writing()
        .update(
            "UPDATE dead_letter SET attempts = attempts + 1, reason = ?, position = ?,"
                + " explanation = ?, tried = ? WHERE id = ?",
            reason,
            position,
            text,
            at.toEpochMilli(),
            id);
  }

  /** It was tried again, and used. */
  public void repaired(long id, Instant at) {
    store
        .writing()
        .update(
            "UPDATE dead_letter SET attempts = attempts + 1, tried = ?, state = ?,"
                + " given_up_because = NULL WHERE id = ?",
            at.toEpochMilli(),
            DeadLetter.State.REPAIRED.word(),
            id);
  }

  /** Somebody gives one up that waits; false where it does not wait any more. */
  public boolean giveUp(long id, String because) {
    return store
            .writing()
            .update(
                "UPDATE dead_letter SET state = ?, given_up_because = ? WHERE id = ? AND state = ?",
                DeadLetter.State.GIVEN_UP.word(),
                because,
                id,
                DeadLetter.State.WAITING.word())
        == 1;
  }

  /** Deletes one. */
  public boolean remove(long id) {
    store.writing().update("DELETE FROM dead_letter_person WHERE letter = ?", id);
    return store.writing().update("DELETE FROM dead_letter WHERE id = ?", id) == 1;
  }

  /** How many were received before a moment. */
  public long countBefore(Instant moment) {
    Long count =
        store
            .here()
            .queryForObject(
                "SELECT count(*) FROM dead_letter WHERE received < ?",
                Long.class,
                moment.toEpochMilli());
    return count == null ? 0 : count;
  }

  /**
   * Deletes those received before a moment, and what is still to be told of them, in one
   * transaction.
   *
   * @param atMost the oldest so many
   * @return how many went
   */
  public int removeBefore(Instant moment, int atMost) {
    return store.inTransaction(
        () -> {
          List<String> old =
              store
                  .writing()
                  .queryForList(
                      "SELECT CAST(id AS TEXT) FROM dead_letter WHERE received < ?"
                          + " ORDER BY id LIMIT ?",
                      String.class,
                      moment.toEpochMilli(),
                      atMost);
          old.forEach(id -> remove(Long.parseLong(id)));
          Rows.write(
              store.writing(),
              "DELETE FROM outbox WHERE kind = '" + Outbox.DEAD + "' AND id = ?",
              old.stream().map(id -> new Object[] {id}).toList());
          return old.size();
        });
  }

  /** How many wait, by reason. */
  public Map<String, Long> countByReason() {
    Map<String, Long> counts = new TreeMap<>();
    counts().forEach(it -> counts.merge(it.reason(), it.count(), Long::sum));
    return counts;
  }

  /** How many wait, by feed and reason, in their order. */
  public List<Count> counts() {
    return store
        .here()
        .query(
            "SELECT feed, reason, count(*), min(received) FROM dead_letter WHERE state = ?"
                + " GROUP BY feed, reason ORDER BY feed, reason",
            (row, n) ->
                new Count(
                    row.getString(1),
                    row.getString(2),
                    row.getLong(3),
                    Instant.ofEpochMilli(row.getLong(4))),
            DeadLetter.State.WAITING.word());
  }

  private static DeadLetter letter(ResultSet row) throws SQLException {
    return new DeadLetter(
        row.getLong("id"),
        row.getString("feed"),
        row.getString("source"),
        row.getString("way"),
        Instant.ofEpochMilli(row.getLong("received")),
        row.getString("reason"),
        row.getString("position"),
        row.getString("explanation"),
        row.getInt("attempts"),
        Instant.ofEpochMilli(row.getLong("tried")),
        DeadLetter.State.of(row.getString("state")),
        row.getString("given_up_because"));
  }
}
