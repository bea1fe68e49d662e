package org.attendancemonitor.record;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.attendancemonitor.attendance.FactKind;
import org.attendancemonitor.attendance.KeptFact;
import org.attendancemonitor.attendance.Key;

/**
 * The newest facts of one kind, to be given out again. The id of one is its patient row and a
 * digest of its key, {@code 17-0f3c...}: a key may hold what an address cannot.
 */
public final class CurrentFacts {
  private static final String SELECT =
      "SELECT key_text, patient, source, effective, received, historic, body FROM fact"
          + " WHERE kind = ? AND is_current = 1 AND body <> '' AND ";

  private final Store store;
  private final FactCodec codec = new FactCodec();

  /** The newest facts of a record. */
  public CurrentFacts(Store store) {
    this.store = store;
  }

  /**
   * A fact to be given out.
   *
   * @param id stable for as long as the record lasts
   * @param fact the fact
   */
  public record Kept(String id, KeptFact fact) {}

  /** The id of what is filed under a key about a patient row. */
  public static String id(long patient, Key key) {
    return patient + "-" + "%016x".formatted(FactCodec.hash(key.text()));
  }

  /** The fact with an id. */
  public Optional<Kept> read(FactKind kind, String id) {
    int dash = id.indexOf('-');
    if (dash < 1 || !id.substring(0, dash).matches("\\d{1,18}")) {
      return Optional.empty();
    }
    return of(kind, Set.of(Long.valueOf(id.substring(0, dash)))).stream()
        .filter(kept -> kept.id().equals(id))
        .findFirst();
  }

  /** Every one about these patient rows, the newest first; what was taken back is gone. */
  public List<Kept> of(FactKind kind, Set<Long> patients) {
    return store
        .here()
        .query(
            SELECT + store.among("patient") + " ORDER BY effective DESC, key_text, patient",
            (row, n) -> kept(kind, row),
            kind.code,
            store.list(patients));
  }

  private Kept kept(FactKind kind, ResultSet row) throws SQLException {
    Key key = new Key(row.getString("key_text"));
    long patient = row.getLong("patient");
    return new Kept(
        id(patient, key),
        new KeptFact(
            key,
            patient,
            row.getString("source"),
            codec.decode(kind, row.getString("body")),
            Instant.ofEpochMilli(row.getLong("effective")),
            Instant.ofEpochMilli(row.getLong("received")),
            row.getInt("historic") == 1,
            true));
  }
}
