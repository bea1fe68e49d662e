package org.attendancemonitor.record;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether an audit trail is as it was written. */
public final class AuditChains {
  private final Store store;
  private final AuditBook book;

  /**
   * @param store where the trail lies
   */
  public AuditChains(Store store, AuditBook book) {
    this.store = store;
    this.book = book;
  }

  /**
   * The end of a chain.
   *
   * @param chain name of the process that writes it
   * @param seq how many rows it has
   * @param hash digest of the last
   */
  public record Head(String chain, long seq, String hash) {}

  /** The ends of every chain. */
  public List<Head> heads() {
    return store
        .here()
        .query(
            "SELECT chain, seq, hash FROM " + book.ends + " ORDER BY chain",
            (row, n) -> new Head(row.getString(1), row.getLong(2), row.getString(3)));
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
              "SELECT seq, body, hash FROM " + book.entries + " WHERE chain = ? ORDER BY seq",
              (ResultSet row) -> walk.step(row),
              head.chain());
      walk.end(head).ifPresent(seq -> broken.put(head.chain(), seq));
    }
    return broken;
  }

  private static final class Walk {
    private long seq;
    private String hash = AuditDigest.START;
    private Long broken;

    private void step(ResultSet row) throws SQLException {
      if (broken != null) {
        return;
      }
      seq++;
      String body = row.getString(2);
      hash = AuditDigest.of(hash, seq, body);
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
}
