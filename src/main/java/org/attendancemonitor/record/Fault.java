package org.attendancemonitor.record;

import java.sql.SQLException;
import java.util.Set;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;

/**
 * Tells a fault of the content, which is isolated, from a fault of the store, which is waited out.
 */
public enum Fault {
  /** The rows cannot be stored as they are; other rows can. */
  CONTENT,
  /** Another writer was in the way; the same may go through at once. */
  CONTENTION,
  /** The store does not work at the moment; the same may go through later. */
  STORE,
  /** Neither: not a matter of the record. */
  OTHER;

  /** SQLite primary result codes that speak of the row: too big, constraint, mismatch, range. */
  private static final Set<Integer> SQLITE_CONTENT = Set.of(18, 19, 20, 25);

  /** What kind of fault lies behind an exception. */
  public static Fault of(Throwable failure) {
    Fault found = OTHER;
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof DataIntegrityViolationException) {
        return CONTENT;
      }
      if (at instanceof SQLException sql) {
        return of(sql);
      }
      if (at instanceof DataAccessException || at instanceof TransactionException) {
        found = STORE;
      }
    }
    return found;
  }

  /** By the class of the SQLSTATE on PostgreSQL; SQLite has codes of its own. */
  private static Fault of(SQLException failure) {
    String state = failure.getSQLState();
    if (state == null) {
      return SQLITE_CONTENT.contains(failure.getErrorCode() & 0xff) ? CONTENT : STORE;
    }
    return switch (state.substring(0, Math.min(2, state.length()))) {
      // Data, constraints, and what is larger than the database can take.
      case "22", "23", "54" -> CONTENT;
      // Deadlocks and serialization failures.
      case "40" -> CONTENTION;
      default -> STORE;
    };
  }
}
