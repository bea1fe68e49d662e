package org.attendancemonitor.record;

import java.util.ArrayList;
import java.util.List;

/**
 * Adds to an audit trail, which is never changed otherwise. Its rows form one chain for each
 * process that writes: each holds a digest ({@link AuditDigest}) over itself and the digest before
 * it, so that a row that was changed, or taken out of the middle, shows ({@link AuditChains}); and
 * with a digest that was noted elsewhere, one that was cut off the end.
 */
public final class AuditTrail {
  private final Store store;
  private final AuditBook book;
  private final String chain;

  private AuditTrail(Store store, AuditBook book, String chain) {
    this.store = store;
    this.book = book;
    this.chain = chain;
  }

  /**
   * The trail of what people looked at.
   *
   * @param store opened by {@link Store#openAudit}
   * @param chain name of the process that writes
   */
  public static AuditTrail ofReads(Store store, String chain) {
    return new AuditTrail(store, AuditBook.READS, chain);
  }

  /** The trail of what people changed, in the record itself. */
  public static AuditTrail ofChanges(Store store, String chain) {
    return new AuditTrail(store, AuditBook.CHANGES, chain);
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
    AuditChains.Head head = extend(entries.size());
    long seq = head.seq() - entries.size();
    String hash = head.hash();
    List<Object[]> rows = new ArrayList<>();
    for (AuditEntry entry : entries) {
      seq++;
      String body = Json.text(entry);
      hash = AuditDigest.of(hash, seq, body);
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
                + book.entries
                + " (chain, seq, at, kind, actor, patient, body, hash)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            rows);
    store.writing().update("UPDATE " + book.ends + " SET hash = ? WHERE chain = ?", hash, chain);
  }

  /** Holds the row of the chain until the end: two writers cannot go on from one place. */
  private AuditChains.Head extend(int entries) {
    int known =
        store
            .writing()
            .update("UPDATE " + book.ends + " SET seq = seq + ? WHERE chain = ?", entries, chain);
    if (known == 0) {
      store
          .writing()
          .update(
              "INSERT INTO " + book.ends + " (chain, seq, hash) VALUES (?, ?, ?)",
              chain,
              entries,
              AuditDigest.START);
    }
    return new AuditChains(store, book)
        .heads().stream().filter(head -> head.chain().equals(chain)).findFirst().orElseThrow();
  }
}
