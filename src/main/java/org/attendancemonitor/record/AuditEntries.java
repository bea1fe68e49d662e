package org.attendancemonitor.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What lies in an audit trail, to be read and searched. */
public final class AuditEntries {
  private static final ObjectReader READER = Json.get().readerFor(AuditEntry.class);

  private final Store store;
  private final String table;

  /**
   * @param store where the trail lies
   */
  public AuditEntries(Store store, AuditBook book) {
    this.store = store;
    this.table = book.entries;
  }

  /**
   * An entry as it lies in the trail.
   *
   * @param id of the row
   * @param entry what was done
   */
  public record Kept(String id, AuditEntry entry) {}

  /**
   * What is sought; null means any.
   *
   * @param actor sign-in
   * @param kind as in {@link AuditEntry#kind}
   * @param patients rows of one person; empty for anybody
   * @param object id or page
   * @param from at or after
   * @param until before
   * @param team in which it was done
   */
  public record Question(
      String actor,
      String kind,
      Set<Long> patients,
      String object,
      Instant from,
      Instant until,
      String team) {
    public Question {
      patients = Set.copyOf(patients);
    }

    /** Whatever the team. */
    public Question(
        String actor, String kind, Set<Long> patients, String object, Instant from, Instant until) {
      this(actor, kind, patients, object, from, until, null);
    }

    /** The same of one team only; null means any. */
    public Question of(String team) {
      return new Question(actor, kind, patients, object, from, until, team);
    }
  }

  /** The entry with an id of {@link Kept#id}. */
  public Optional<Kept> read(String id) {
    int dash = id.lastIndexOf('-');
    if (dash < 1 || !id.substring(dash + 1).matches("[0-9]{1,18}")) {
      return Optional.empty();
    }
    return store
        .here()
        .query(
            "SELECT chain, seq, body FROM " + table + " WHERE chain = ? AND seq = ?",
            (row, n) -> kept(row),
            id.substring(0, dash),
            Long.valueOf(id.substring(dash + 1)))
        .stream()
        .findFirst();
  }

  /** How many entries are sought. */
  public int count(Question question) {
    List<Object> values = new ArrayList<>();
    Integer count =
        store
            .here()
            .queryForObject(
                "SELECT count(*) FROM " + table + where(question, values),
                Integer.class,
                values.toArray());
    return count == null ? 0 : count;
  }

  /** Entries sought, the newest first. */
  public List<Kept> search(Question question, int limit, int offset) {
    List<Object> values = new ArrayList<>();
    String where = where(question, values);
    values.add(limit);
    values.add(offset);
    return store
        .here()
        .query(
            "SELECT chain, seq, body FROM "
                + table
                + where
                + " ORDER BY at DESC, chain, seq DESC LIMIT ? OFFSET ?",
            (row, n) -> kept(row),
            values.toArray());
  }

  /**
   * Every entry about one person, the oldest first: those that name one of their rows, and those of
   * lists on which something of theirs stood. What else stood there is left out.
   *
   * @param rows of the person
   * @param things ids of what is theirs, as lists name it
   */
  public List<AuditEntry> about(Set<Long> rows, Set<String> things) {
    List<AuditEntry> about = new ArrayList<>();
    store
        .here()
        .query(
            "SELECT chain, seq, body FROM " + table + " ORDER BY at, chain, seq",
            (ResultSet row) -> {
              AuditEntry entry = kept(row).entry();
              AuditEntry theirs = entry.of(things);
              if (entry.patient() != null && rows.contains(entry.patient())) {
                about.add(entry);
              } else if (!theirs.items().isEmpty()
                  || entry.object() != null && things.contains(entry.object())) {
                about.add(theirs);
              }
            });
    return about;
  }

  private String where(Question question, List<Object> values) {
    StringBuilder where = new StringBuilder(" WHERE 1 = 1");
    add(where, values, " AND actor = ?", question.actor());
    add(where, values, " AND kind = ?", question.kind());
    if (!question.patients().isEmpty()) {
      where.append(" AND ").append(store.among("patient"));
      values.add(store.list(question.patients()));
    }
    if (question.object() != null) {
      // An object is an id: it stands in the body as it is, in quotes.
      where.append(" AND body LIKE ? ESCAPE '!'");
      values.add("%\"" + escaped(question.object()) + "\"%");
    }
    if (question.team() != null) {
      // In no other field does this text stand with its quotes: they are escaped there.
      where.append(" AND body LIKE ? ESCAPE '!'");
      values.add("%\"team\":\"" + escaped(question.team()) + "\"%");
    }
    add(where, values, " AND at >= ?", millis(question.from()));
    add(where, values, " AND at < ?", millis(question.until()));
    return where.toString();
  }

  private static void add(
      StringBuilder where, List<Object> values, String condition, Object value) {
    if (value != null) {
      where.append(condition);
      values.add(value);
    }
  }

  private static Long millis(Instant at) {
    return at == null ? null : at.toEpochMilli();
  }

  private static String escaped(String text) {
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }

  private static Kept kept(ResultSet row) throws SQLException {
    try {
      return new Kept(row.getString(1) + "-" + row.getLong(2), READER.readValue(row.getString(3)));
    } catch (JsonProcessingException damaged) {
      throw new IllegalStateException("a stored audit entry cannot be read");
    }
  }
}
