package org.attendancemonitor.record;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What could not be used, kept until someone replays or drops it. */
public final class DeadLetters {
  private final Store store;

  /** The dead letters of a record. */
  public DeadLetters(Store store) {
    this.store = store;
  }

  /** Keeps one, and has its reference told; returns its id. */
  public long keep(DeadLetter letter) {
    Long id =
        store
            .writing()
            .queryForObject(
                "INSERT INTO dead_letter (feed, source, received, reason, position, explanation,"
                    + " content_type, attempts, original) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                    + " RETURNING id",
                Long.class,
                letter.feed(),
                letter.source(),
                letter.received().toEpochMilli(),
                letter.reason(),
                letter.position(),
                letter.text(),
                letter.contentType(),
                letter.attempts(),
                letter.original());
    if (id == null) {
      throw new IllegalStateException("no id for a dead letter");
    }
    new Outbox(store).put(List.of(new Outbox.Pending(Outbox.DEAD, id.toString(), 1)));
    return id;
  }

  /** Those with a reason, or all; oldest first, after an id. */
  public List<DeadLetter> list(Optional<String> reason, long afterId, int limit) {
    List<Object> values = new ArrayList<>(List.of(afterId));
    reason.ifPresent(values::add);
    values.add(limit);
    return store
        .here()
        .query(
            "SELECT * FROM dead_letter WHERE id > ?"
                + (reason.isPresent() ? " AND reason = ?" : "")
                + " ORDER BY id LIMIT ?",
            (row, n) -> letter(row),
            values.toArray());
  }

  /** One of them. */
  public Optional<DeadLetter> show(long id) {
    return store
        .here()
        .query("SELECT * FROM dead_letter WHERE id = ?", (row, n) -> letter(row), id)
        .stream()
        .findFirst();
  }

  /** It was tried again, in vain. */
  public void triedAgain(long id, String reason, String position, String text) {
    store
        .writing()
        .update(
            "UPDATE dead_letter SET attempts = attempts + 1, reason = ?, position = ?,"
                + " explanation = ? WHERE id = ?",
            reason,
            position,
            text,
            id);
  }

  /** It was used at last, or is given up. */
  public boolean remove(long id) {
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

  /** How many there are, by reason. */
  public Map<String, Long> countByReason() {
    Map<String, Long> counts = new TreeMap<>();
    store
        .here()
        .query(
            "SELECT reason, count(*) FROM dead_letter GROUP BY reason",
            row -> {
              counts.put(row.getString(1), row.getLong(2));
            });
    return counts;
  }

  private static DeadLetter letter(ResultSet row) throws SQLException {
    return new DeadLetter(
        row.getLong("id"),
        row.getString("feed"),
        row.getString("source"),
        Instant.ofEpochMilli(row.getLong("received")),
        row.getString("reason"),
        row.getString("position"),
        row.getString("explanation"),
        row.getBytes("original"),
        row.getInt("attempts"),
        row.getString("content_type"));
  }
}
