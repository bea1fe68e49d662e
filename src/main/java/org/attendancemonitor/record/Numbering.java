package org.attendancemonitor.record;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Numbers for new rows, many at once. SQLite counts within the caller's transaction, which excludes
 * every other; PostgreSQL fetches them in transactions of their own, so that writers do not wait
 * for each other. Numbers of facts are fetched when they are needed, and not kept in store: of two
 * contents of one moment the later arrival has the greater number, whichever node recorded it. Gaps
 * mean nothing.
 */
final class Numbering {
  private final Store store;
  private final String name;
  private final int block;
  private final TransactionTemplate apart;
  private long next;
  private long end;

  /**
   * @param block how many PostgreSQL is asked for at a time, at least
   */
  Numbering(Store store, String name, int block) {
    this.store = store;
    this.name = name;
    this.block = block;
    this.apart = new TransactionTemplate(store.transactions());
    apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  /** The first of {@code count} consecutive new numbers; within a write transaction. */
  long take(int count) {
    return store.postgresql() ? takeFromBlock(count) : advance(count);
  }

  private synchronized long takeFromBlock(int count) {
    if (end - next < count) {
      int wanted = Math.max(block, count);
      Long first = apart.execute(status -> advanceSoon(wanted));
      if (first == null) {
        throw new IllegalStateException("no block of numbers");
      }
      next = first;
      end = first + wanted;
    }
    long first = next;
    next += count;
    return first;
  }

  /** Durable with the rows that are numbered, which are written to the same log later. */
  private long advanceSoon(int count) {
    store.writing().execute("SET LOCAL synchronous_commit = off");
    return advance(count);
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
