package org.attendancemonitor.record;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
   * A place in a chain.
   *
   * @param chain name of the process that writes it
   * @param seq number of a row, from 1
   * @param hash its digest
   */
  public record Head(String chain, long seq, String hash) {}

  /** What can be wrong with a chain. */
  public enum Fault {
    /** A row was changed, or taken out of the middle. */
    CHANGED,
    /** The newest rows are gone. */
    TAIL_MISSING,
    /** The digest is not the one that was noted elsewhere: the chain was written anew. */
    REWRITTEN,
    /** The oldest rows are gone, and nothing was noted of a retention schedule that took them. */
    START_MISSING
  }

  /**
   * The first thing that is wrong with a chain.
   *
   * @param chain name of the process that writes it
   * @param seq number of the first row concerned
   * @param fault what is wrong
   */
  public record Finding(String chain, long seq, Fault fault) {}

  /** The end of every chain: the number and digest of its last row. */
  public List<Head> heads() {
    return store
        .here()
        .query(
            "SELECT chain, seq, hash FROM " + book.ends + " ORDER BY chain",
            (row, n) -> new Head(row.getString(1), row.getLong(2), row.getString(3)));
  }

  /** Where every chain begins by now: the last row that the retention schedule took. */
  public List<Head> anchors() {
    return store
        .here()
        .query(
            "SELECT chain, pruned, anchor FROM " + book.ends + " WHERE pruned > 0 ORDER BY chain",
            (row, n) -> new Head(row.getString(1), row.getLong(2), row.getString(3)));
  }

  /**
   * Walks every chain from its start, without anything noted elsewhere.
   *
   * @return by chain, the number of the first row that does not fit; empty where all do
   */
  public Map<String, Long> broken() {
    Map<String, Long> broken = new TreeMap<>();
    check(List.of(), anchors()).forEach(found -> broken.put(found.chain(), found.seq()));
    return broken;
  }

  /**
   * Walks every chain from its start, and compares it with what was noted outside of the database.
   *
   * @param noted ends of chains as they were
   * @param pruned where the retention schedule cut chains
   * @return the first fault of each chain; empty where all are as they were written
   */
  public List<Finding> check(List<Head> noted, List<Head> pruned) {
    Map<String, Head> ends = new TreeMap<>();
    heads().forEach(head -> ends.put(head.chain(), head));
    Map<String, Head> anchors = new HashMap<>();
    anchors().forEach(anchor -> anchors.put(anchor.chain(), anchor));
    noted.forEach(
        head -> ends.putIfAbsent(head.chain(), new Head(head.chain(), 0, AuditDigest.START)));
    List<Finding> findings = new ArrayList<>();
    for (Head end : ends.values()) {
      Head anchor = anchors.getOrDefault(end.chain(), new Head(end.chain(), 0, AuditDigest.START));
      if (anchor.seq() > 0 && !pruned.contains(anchor)) {
        findings.add(new Finding(end.chain(), 1, Fault.START_MISSING));
        continue;
      }
      Walk walk = new Walk(anchor, noted);
      store
          .here()
          .query(
              "SELECT seq, body, hash FROM " + book.entries + " WHERE chain = ? ORDER BY seq",
              (ResultSet row) -> walk.step(row),
              end.chain());
      walk.end(end);
      if (walk.finding != null) {
        findings.add(walk.finding);
      }
    }
    return findings;
  }

  private static final class Walk {
    private final String chain;
    private final Map<Long, String> noted = new TreeMap<>();
    private long seq;
    private String hash;
    private Finding finding;

    private Walk(Head anchor, List<Head> heads) {
      chain = anchor.chain();
      seq = anchor.seq();
      hash = anchor.hash();
      heads.stream()
          .filter(head -> head.chain().equals(chain))
          .forEach(head -> noted.put(head.seq(), head.hash()));
    }

    private void step(ResultSet row) throws SQLException {
      if (finding != null) {
        return;
      }
      seq++;
      hash = AuditDigest.of(hash, seq, row.getString(2));
      if (row.getLong(1) != seq || !row.getString(3).equals(hash)) {
        found(seq, Fault.CHANGED);
      } else if (!noted.getOrDefault(seq, hash).equals(hash)) {
        found(seq, Fault.REWRITTEN);
      }
    }

    private void end(Head end) {
      boolean more = noted.keySet().stream().anyMatch(number -> number > seq);
      if (finding == null && (end.seq() > seq || more)) {
        found(seq + 1, Fault.TAIL_MISSING);
      } else if (finding == null && !(end.seq() == seq && end.hash().equals(hash))) {
        found(seq, Fault.CHANGED);
      }
    }

    private void found(long number, Fault fault) {
      finding = new Finding(chain, number, fault);
    }
  }
}
