package org.attendancemonitor.record;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.attendancemonitor.attendance.FactKind;
import org.attendancemonitor.attendance.Key;

/** What an EPR's server is to be told, and what became of it. Progress survives a restart. */
public final class WriteBackEntries {
  private static final String FOLLOWED = "write-back.source";
  private static final String SELECT =
      "SELECT kind, id, version, there, there_version, written, attempts, state, reason, since, said"
          + " FROM write_back";
  private static final String UPSERT =
      "INSERT INTO write_back (kind, id, version, due) VALUES (?, ?, ?, 0)"
          + " ON CONFLICT (kind, id) DO UPDATE SET version = excluded.version, due = 0, attempts = 0,"
          + " state = 'waiting', said = NULL WHERE excluded.version > write_back.version";

  private final Store store;
  private final Marks marks;

  /** The entries of a record. */
  public WriteBackEntries(Store store) {
    this.store = store;
    this.marks = new Marks(store);
  }

  /**
   * From now on every change is noted for a source's server. Where that was not so before, what is
   * open now, and what changed since it was last told, is noted too.
   */
  public void follow(String source) {
    store.inTransaction(
        () -> {
          if (!marks.get(FOLLOWED).equals(Optional.of(source))) {
            if (marks.get(FOLLOWED).isPresent()) {
              // Another server: what the former one was told says nothing about it.
              store.writing().update("DELETE FROM write_back");
            }
            marks.set(FOLLOWED, source);
            noteEverything();
          }
          return null;
        });
  }

  /** Changes are noted no longer; what was told stays known. */
  public void unfollow() {
    marks.remove(FOLLOWED);
  }

  private void noteEverything() {
    String set =
        " ON CONFLICT (kind, id) DO UPDATE SET version = excluded.version, due = 0"
            + " WHERE excluded.version > write_back.version";
    store
        .writing()
        .update(
            "INSERT INTO write_back (kind, id, version, due) SELECT 'task', id, version, 0"
                + " FROM support_task WHERE is_open = 1 OR EXISTS (SELECT 1 FROM write_back w"
                + " WHERE w.kind = 'task' AND w.id = support_task.id)"
                + set);
    String id = "CAST(patient AS TEXT) || '-' || code";
    store
        .writing()
        .update(
            "INSERT INTO write_back (kind, id, version, due) SELECT 'flag', %1$s, version, 0"
                    .formatted(id)
                + " FROM flag WHERE active = 1 OR EXISTS (SELECT 1 FROM write_back w"
                + " WHERE w.kind = 'flag' AND w.id = %1$s)".formatted(id)
                + set);
    List<Outbox.Pending> needs =
        store
            .writing()
            .query(
                "SELECT patient, key_text FROM fact WHERE kind = ? AND source = ?"
                    + " AND is_current = 1 AND body <> ''",
                (row, n) ->
                    new Outbox.Pending(
                        Outbox.FLAG, CurrentFacts.id(row.getLong(1), new Key(row.getString(2))), 1),
                FactKind.NEED.code,
                Key.OURS);
    put(needs);
  }

  /** Notes changes within the write transaction of the caller, where anybody follows them. */
  void note(List<Outbox.Pending> news) {
    if (!news.isEmpty() && marks.get(FOLLOWED).isPresent()) {
      put(news);
    }
  }

  private void put(List<Outbox.Pending> news) {
    Rows.write(
        store.writing(),
        UPSERT,
        news.stream()
            .filter(it -> !it.kind().equals(Outbox.DEAD))
            .map(it -> new Object[] {it.kind(), it.id(), it.version()})
            .toList());
  }

  /** Those of some kinds that are to be looked at by a moment, the longest due first. */
  public List<WriteBackEntry> due(Set<String> kinds, Instant now, int limit) {
    List<Object> values = new ArrayList<>(kinds);
    values.add(now.toEpochMilli());
    values.add(limit);
    return store
        .here()
        .query(
            SELECT
                + " WHERE kind IN ("
                + String.join(", ", Collections.nCopies(kinds.size(), "?"))
                + ") AND due <= ? ORDER BY due, kind, id LIMIT ?",
            (row, n) -> entry(row),
            values.toArray());
  }

  /** One of them. */
  public Optional<WriteBackEntry> read(String kind, String id) {
    return store
        .here()
        .query(SELECT + " WHERE kind = ? AND id = ?", (row, n) -> entry(row), kind, id)
        .stream()
        .findFirst();
  }

  /**
   * Keeps what became of one; where it changed here meanwhile it stays due.
   *
   * @param again when it is looked at next; null for not before it changes
   */
  public void keep(WriteBackEntry entry, Instant again) {
    store
        .writing()
        .update(
            "UPDATE write_back SET there = ?, there_version = ?, written = ?, attempts = ?,"
                + " state = ?, reason = ?, since = ?, said = CASE WHEN version = ? THEN ? ELSE NULL"
                + " END, due = CASE WHEN version = ? THEN ? ELSE 0 END WHERE kind = ? AND id = ?",
            entry.there(),
            entry.thereVersion(),
            entry.written(),
            entry.attempts(),
            entry.state().word(),
            entry.reason(),
            Rows.millis(entry.since()),
            entry.version(),
            entry.said(),
            entry.version(),
            Rows.millis(again),
            entry.kind(),
            entry.id());
  }

  /** One is to be looked at now: it was changed on the server. */
  public void call(WriteBackEntry entry) {
    store
        .writing()
        .update(
            "UPDATE write_back SET due = 0 WHERE kind = ? AND id = ?", entry.kind(), entry.id());
  }

  /** Those that were refused are tried again; how many. */
  public int callRefused() {
    return store
        .writing()
        .update(
            "UPDATE write_back SET due = 0, attempts = 0, state = 'waiting' WHERE state = 'refused'");
  }

  /** Those that were refused or stated something that was not taken over, the latest first. */
  public List<WriteBackEntry> troubled(int limit) {
    return store
        .here()
        .query(
            SELECT
                + " WHERE state = 'refused' OR said IS NOT NULL OR (state = 'waiting' AND"
                + " attempts > 0) ORDER BY since DESC, kind, id LIMIT ?",
            (row, n) -> entry(row),
            limit);
  }

  /** How many there are in each state. */
  public Map<WriteBackEntry.State, Long> counts() {
    Map<WriteBackEntry.State, Long> counts = new TreeMap<>();
    store
        .here()
        .query(
            "SELECT state, count(*) FROM write_back GROUP BY state",
            row -> {
              counts.put(state(row.getString(1)), row.getLong(2));
            });
    return counts;
  }

  private static WriteBackEntry.State state(String word) {
    return WriteBackEntry.State.valueOf(word.toUpperCase(java.util.Locale.ROOT));
  }

  private static WriteBackEntry entry(ResultSet row) throws SQLException {
    return new WriteBackEntry(
        row.getString("kind"),
        row.getString("id"),
        row.getLong("version"),
        row.getString("there"),
        row.getString("there_version"),
        row.getLong("written"),
        row.getInt("attempts"),
        state(row.getString("state")),
        row.getString("reason"),
        Rows.instant(row, "since"),
        row.getString("said"));
  }
}
