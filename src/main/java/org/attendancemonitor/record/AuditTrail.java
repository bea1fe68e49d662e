package org.attendancemonitor.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An audit trail that is only ever added to. Its rows form one chain for each process that writes:
 * each holds a digest (SHA-256) over itself and the digest before it, so that a row that was
 * changed, or taken out of the middle, shows; and with a digest that was noted elsewhere, one that
 * was cut off the end.
 */
public final class AuditTrail {
  private static final String START = "start";
  private static final ObjectReader READER = Json.get().readerFor(AuditEntry.class);

  private final Store store;
  private final String table;
  private final String heads;
  private final String chain;

  private AuditTrail(Store store, String table, String heads, String chain) {
    this.store = store;
    this.table = table;
    this.heads = heads;
    this.chain = chain;
  }

  /**
   * The trail of what people looked at.
   *
   * @param store opened by {@link Store#openAudit}
   * @param chain name of the process that writes
   */
  public static AuditTrail ofReads(Store store, String chain) {
    return new AuditTrail(store, "audit_event", "audit_chain", chain);
  }

  /** The trail of what people changed, in the record itself. */
  public static AuditTrail ofChanges(Store store, String chain) {
    return new AuditTrail(store, "change_event", "change_chain", chain);
  }

  /**
   * The end of a chain.
   *
   * @param chain name of the process that writes it
   * @param seq how many rows it has
   * @param hash digest of the last
   */
  public record Head(String chain, long seq, String hash) {}

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
   */
  public record Question(
      String actor, String kind, Set<Long> patients, String object, Instant from, Instant until) {
    public Question {
      patients = Set.copyOf(patients);
    }
  }

  /** Adds entries in one transaction, or in that of the caller. */
  public void append(List<AuditEntry> entries) {
    store.inTransaction(
        () -> {
          write(entries);
          return null;
        });
  }

  private void write(List<AuditEntry> entries) {
    // The row of the chain is held until the end: two writers cannot go on from one place.
    int known =
        store
            .writing()
            .update(
                "UPDATE " + heads + " SET seq = seq + ? WHERE chain = ?", entries.size(), chain);
    if (known == 0) {
      store
          .writing()
          .update(
              "INSERT INTO " + heads + " (chain, seq, hash) VALUES (?, ?, ?)",
              chain,
              entries.size(),
              START);
    }
    Head head = head().orElseThrow();
    long seq = head.seq() - entries.size();
    String hash = head.hash();
    List<Object[]> rows = new ArrayList<>();
    for (AuditEntry entry : entries) {
      seq++;
      String body = Json.text(entry);
      hash = digest(hash, seq, body);
      rows.add(
          new Object[] {
            chain,
            seq,
            entry.at().toEpochMilli(),
            entry.kind(),
            entry.actor(),
            entry.patient(),
            body,
            hash
          });
    }
    store
        .writing()
        .batchUpdate(
            "INSERT INTO "
                + table
                + " (chain, seq, at, kind, actor, patient, body, hash)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            rows);
    store.writing().update("UPDATE " + heads + " SET hash = ? WHERE chain = ?", hash, chain);
  }

  /** The end of this process's chain; empty before its first entry. */
  public Optional<Head> head() {
    return heads().stream().filter(head -> head.chain().equals(chain)).findFirst();
  }

  /** The ends of every chain. */
  public List<Head> heads() {
    return store
        .here()
        .query(
            "SELECT chain, seq, hash FROM " + heads + " ORDER BY chain",
            (row, n) -> new Head(row.getString(1), row.getLong(2), row.getString(3)));
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
    add(where, values, " AND at >= ?", millis(question.from()));
    add(where, values, " AND at < ?", millis(question.until()));
    return where.toString();
  }

  /**
   * Walks every chain from its start.
   *
   * @return by chain, the number of the first row that does not fit; empty where all do
   */
  public Map<String, Long> broken() {
    Map<String, Long> broken = new HashMap<>();
    for (Head head : heads()) {
      Walk walk = new Walk();
      store
          .here()
          .query(
              "SELECT seq, body, hash FROM " + table + " WHERE chain = ? ORDER BY seq",
              (ResultSet row) -> walk.step(row),
              head.chain());
      walk.end(head).ifPresent(seq -> broken.put(head.chain(), seq));
    }
    return broken;
  }

  private static final class Walk {
    private long seq;
    private String hash = START;
    private Long broken;

    private void step(ResultSet row) throws SQLException {
      if (broken != null) {
        return;
      }
      seq++;
      String body = row.getString(2);
      hash = digest(hash, seq, body);
      if (row.getLong(1) != seq || !row.getString(3).equals(hash)) {
        broken = seq;
      }
    }

    private Optional<Long> end(Head head) {
      if (broken == null && (head.seq() != seq || !head.hash().equals(hash))) {
        broken = seq + 1;
      }
      return Optional.ofNullable(broken);
    }
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

  private static String digest(String before, long seq, String body) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(
              sha.digest((before + "\n" + seq + "\n" + body).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
