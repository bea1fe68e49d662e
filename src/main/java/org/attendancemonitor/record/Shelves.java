package org.attendancemonitor.record;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.attendancemonitor.attendance.Fact;
import org.attendancemonitor.attendance.FactKind;
import org.attendancemonitor.attendance.ResponseFact;

/** The table of facts, shelf by shelf: read by key, written by difference. */
final class Shelves {

  /** What a new row says beside its statements. */
  private record Content(Fact fact, String feed) {}

  /** A shelf is one key's facts about one person; 0 where the sender named nobody. */
  record Place(String key, long patient) {}

  private final Store store;
  private final Numbering numbers;
  private final FactCodec codec;
  private final Map<Place, Shelf> shelves = new LinkedHashMap<>();
  private final Map<Shelf, Map<Long, Content>> contents = new HashMap<>();

  Shelves(Store store, Numbering numbers, FactCodec codec) {
    this.store = store;
    this.numbers = numbers;
    this.codec = codec;
  }

  /** Reads what is known under the keys. */
  void read(Collection<String> keys) {
    Map<Place, List<Run>> runs = new LinkedHashMap<>();
    Map<Place, Shelf> heads = new HashMap<>();
    store
        .writing()
        .query(
            "SELECT id, key_text, patient, mentioned, kind, source, effective, received, historic,"
                + " source_time, version_id, nature, hash, is_current, statements FROM fact WHERE "
                + store.among("key_text"),
            row -> {
              boolean mentioned = row.getInt("mentioned") == 1;
              String key = row.getString("key_text");
              Place place = new Place(key, mentioned ? row.getLong("patient") : 0);
              heads.computeIfAbsent(place, p -> head(p, row, mentioned));
              runs.computeIfAbsent(place, p -> new ArrayList<>()).add(run(row));
            },
            new Object[] {store.list(keys)});
    runs.forEach(
        (place, rows) -> {
          rows.sort(Comparator.comparing(Run::current).thenComparingLong(r -> r.last().at()));
          Shelf head = heads.get(place);
          shelves.put(
              place,
              new Shelf(head.key, head.patient, head.mentioned, head.kind, head.source, rows));
        });
  }

  /** The shelf of a key and a patient row, made where there is none. */
  Shelf at(String key, Long patient, FactKind kind, String source) {
    Place place = new Place(key, patient == null ? 0 : patient);
    return shelves.computeIfAbsent(
        place, p -> new Shelf(key, p.patient, patient != null, kind, source, List.of()));
  }

  /** Remembers what an incoming content is, for the row that may be made of it. */
  void describe(Shelf shelf, long hash, Fact fact, String feed) {
    contents
        .computeIfAbsent(shelf, s -> new HashMap<>())
        .putIfAbsent(hash, new Content(fact, feed));
  }

  /** Every shelf read or made, by key. */
  Map<String, List<Shelf>> byKey() {
    Map<String, List<Shelf>> byKey = new LinkedHashMap<>();
    shelves.values().forEach(s -> byKey.computeIfAbsent(s.key, k -> new ArrayList<>()).add(s));
    return byKey;
  }

  /** The newest fact of a shelf. */
  Fact current(Shelf shelf) {
    Content content = contents.getOrDefault(shelf, Map.of()).get(shelf.current().hash());
    return content != null
        ? content.fact
        : codec.decode(shelf.kind, body(shelf, shelf.current().hash()));
  }

  /** Writes the differences; returns the facts that made new rows, with the patient row of each. */
  List<Map.Entry<Long, Fact>> write() {
    List<Object[]> inserts = new ArrayList<>();
    List<Object[]> updates = new ArrayList<>();
    List<Object[]> deletes = new ArrayList<>();
    List<Map.Entry<Long, Fact>> made = new ArrayList<>();
    for (Shelf shelf : shelves.values()) {
      if (shelf.changed()) {
        Map<Long, Run> before = new HashMap<>();
        shelf.stored().forEach(run -> before.put(run.id(), run));
        for (Run run : shelf.runs()) {
          Run stored = before.remove(run.id());
          if (stored == null) {
            Content content = contents.getOrDefault(shelf, Map.of()).get(run.hash());
            if (content != null) {
              made.add(Map.entry(shelf.patient, content.fact));
            }
            inserts.add(insert(shelf, run, content));
          } else if (!stored.equals(run)) {
            updates.add(update(run));
          }
        }
        before.keySet().forEach(id -> deletes.add(new Object[] {id}));
      }
    }
    if (!inserts.isEmpty()) {
      long id = numbers.take(inserts.size());
      for (Object[] insert : inserts) {
        insert[0] = id++;
      }
    }
    Rows.write(store.writing(), "DELETE FROM fact WHERE id = ?", deletes);
    Rows.write(
        store.writing(),
        "UPDATE fact SET effective = ?, received = ?, historic = ?, source_time = ?,"
            + " version_id = ?, nature = ?, is_current = ?, statements = ? WHERE id = ?",
        updates);
    Rows.write(
        store.writing(),
        "INSERT INTO fact (id, key_text, patient, mentioned, kind, source, feed, effective,"
            + " received, historic, source_time, version_id, nature, hash, is_current,"
            + " statements, about, body)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        inserts);
    return made;
  }

  private Object[] insert(Shelf shelf, Run run, Content content) {
    Statement last = run.last();
    Statement earliest = run.earliest();
    String body = body(shelf, run.hash());
    // A run that was split by older news has its content from its other half.
    Fact fact = content == null ? codec.decode(shelf.kind, body) : content.fact;
    return new Object[] {
      null,
      shelf.key,
      shelf.patient,
      Rows.bit(shelf.mentioned),
      shelf.kind.code,
      shelf.source,
      content == null ? "" : content.feed,
      last.at(),
      earliest.received(),
      Rows.bit(earliest.historic()),
      last.sourceTime(),
      last.version(),
      last.nature().code,
      run.hash(),
      Rows.bit(run.current()),
      statements(run),
      about(shelf, fact),
      body
    };
  }

  private static Object[] update(Run run) {
    Statement last = run.last();
    Statement earliest = run.earliest();
    return new Object[] {
      last.at(),
      earliest.received(),
      Rows.bit(earliest.historic()),
      last.sourceTime(),
      last.version(),
      last.nature().code,
      Rows.bit(run.current()),
      statements(run),
      run.id()
    };
  }

  private static String statements(Run run) {
    return run.statements().size() == 1 ? null : Statement.write(run.statements());
  }

  private String body(Shelf shelf, long hash) {
    String fresh = shelf.body(hash);
    if (fresh != null) {
      return fresh;
    }
    long row = shelf.stored().stream().filter(r -> r.hash() == hash).findFirst().orElseThrow().id();
    return Objects.requireNonNull(
        store.writing().queryForObject("SELECT body FROM fact WHERE id = ?", String.class, row));
  }

  private static String about(Shelf shelf, Fact fact) {
    return !shelf.mentioned && fact instanceof ResponseFact response
        ? response.appointment().text()
        : null;
  }

  private static Shelf head(Place place, ResultSet row, boolean mentioned) {
    try {
      return new Shelf(
          place.key,
          place.patient,
          mentioned,
          FactKind.of(row.getInt("kind")),
          row.getString("source"),
          List.of());
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static Run run(ResultSet row) throws SQLException {
    return new Run(
        row.getLong("id"), row.getLong("hash"), statements(row), row.getInt("is_current") == 1);
  }

  /** The statements of a row, in order of time. */
  static List<Statement> statements(ResultSet row) throws SQLException {
    String statements = row.getString("statements");
    return statements == null ? List.of(only(row)) : Statement.read(statements);
  }

  private static Statement only(ResultSet row) throws SQLException {
    return new Statement(
        row.getLong("effective"),
        row.getLong("received"),
        row.getInt("historic") == 1,
        Rows.longOrNull(row, "source_time"),
        row.getString("version_id"),
        Statement.Nature.of(row.getInt("nature")));
  }
}
