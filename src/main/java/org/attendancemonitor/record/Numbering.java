package org.attendancemonitor.record;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Numbers for new rows, many at once. SQLite counts within the caller's transaction, which excludes
 * every other; PostgreSQL fetches blocks in transactions of their own, so that writers do not wait
 * for each other. Gaps mean nothing.
 */
final class Numbering {
  private static final int BLOCK = 10_000;

  private final Store store;
  private final String name;
  private final TransactionTemplate apart;
  private long next;
  private long end;

  Numbering(Store store, String name) {
    this.store = store;
    this.name = name;
    this.apart = new TransactionTemplate(store.transactions());
    apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  /** The first of {@code count} consecutive new numbers; within a write transaction. */
  long take(int count) {
    return store.postgresql() ? takeFromBlock(count) : advance(count);
  }

  private synchronized long takeFromBlock(int count) {
    if (end - next < count) {
      int block = Math.max(BLOCK, count);
      Long first = apart.execute(status -> advance(block));
      if (first == null) {
        throw new IllegalStateException("no block of numbers");
      }
      next = first;
      end = first + block;
    }
    long first = next;
    next += count;
    return first;
  }

  private long advance(int count) {
    JdbcTemplate sql = store.writing();
    Long after =
        sql.queryForObject(
            "UPDATE numbering SET next = next + ? WHERE name = ? RETURNING next",
            Long.class,
            count,
            name);
    if (after == null) {
      throw new IllegalStateException("no numbering " + name);
    }
    return after - count;
  }
}
