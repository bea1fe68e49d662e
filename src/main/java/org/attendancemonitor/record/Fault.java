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
        return ofContent(sql) ? CONTENT : STORE;
      }
      if (at instanceof DataAccessException || at instanceof TransactionException) {
        found = STORE;
      }
    }
    return found;
  }

  /** SQLSTATE classes 22 (data) and 23 (constraint) on PostgreSQL; SQLite has codes of its own. */
  private static boolean ofContent(SQLException failure) {
    String state = failure.getSQLState();
    return state == null
        ? SQLITE_CONTENT.contains(failure.getErrorCode() & 0xff)
        : state.startsWith("22") || state.startsWith("23");
  }
}
