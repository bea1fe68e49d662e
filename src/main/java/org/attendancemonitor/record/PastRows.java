package org.attendancemonitor.record;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attendancemonitor.attendance.FactKind;
import org.attendancemonitor.attendance.Key;

/** Reads rows of the table of facts onto past shelves. */
final class PastRows {
  private static final String SELECT =
      "SELECT id, key_text, patient, mentioned, kind, source, effective, received, historic,"
          + " source_time, version_id, nature, hash, statements, body FROM fact WHERE ";

  /** A shelf is one key's facts about one person; 0 where the sender named nobody. */
  private record Head(String key, long patient, FactKind kind, String source) {}

  private final Store store;
  private final boolean atSourceTimes;
  private final FactCodec codec = new FactCodec();

  /**
   * @param atSourceTimes each statement counts as received when its source made it, and none as
   *     history
   */
  PastRows(Store store, boolean atSourceTimes) {
    this.store = store;
    this.atSourceTimes = atSourceTimes;
  }

  /** The shelves of the rows that a condition takes. */
  List<PastShelf> where(String condition, Object... values) {
    Map<Head, Map<Long, PastShelf.Row>> rows = new LinkedHashMap<>();
    store
        .here()
        .query(
            SELECT + condition,
            row -> {
              Head head = head(row);
              rows.computeIfAbsent(head, h -> new HashMap<>())
                  .put(row.getLong("id"), row(row, head.kind));
            },
            values);
    List<PastShelf> shelves = new ArrayList<>(rows.size());
    rows.forEach(
        (head, theirs) ->
            shelves.add(
                new PastShelf(
                    new Key(head.key),
                    head.kind,
                    head.patient != 0,
                    head.source,
                    List.copyOf(theirs.values()))));
    return shelves;
  }

  private static Head head(ResultSet row) throws SQLException {
    return new Head(
        row.getString("key_text"),
        row.getInt("mentioned") == 1 ? row.getLong("patient") : 0,
        FactKind.of(row.getInt("kind")),
        row.getString("source"));
  }

  private PastShelf.Row row(ResultSet row, FactKind kind) throws SQLException {
    List<Statement> statements = Shelves.statements(row);
    return new PastShelf.Row(
        row.getLong("id"),
        row.getLong("patient"),
        row.getLong("hash"),
        codec.decode(kind, row.getString("body")),
        atSourceTimes ? statements.stream().map(PastRows::whenMade).toList() : statements);
  }

  private static Statement whenMade(Statement said) {
    return new Statement(
        said.at(),
        Math.min(said.at(), said.received()),
        false,
        said.sourceTime(),
        said.version(),
        said.nature());
  }
}
