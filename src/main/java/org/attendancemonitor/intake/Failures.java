package org.attendancemonitor.intake;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.attendancemonitor.attendance.RejectReason;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;

/**
 * Tells a fault of the content, which is isolated, from a fault of the store, which is waited out.
 */
final class Failures {
  /** SQLite primary result codes that speak of the row: too big, constraint, mismatch, range. */
  private static final Set<Integer> SQLITE_CONTENT = Set.of(18, 19, 20, 25);

  private Failures() {}

  static RefusedTogetherException refusal(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof RefusedTogetherException refused) {
        return refused;
      }
    }
    return null;
  }

  static boolean ofContent(Throwable failure) {
    boolean store = false;
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof DataIntegrityViolationException || at instanceof RefusedTogetherException) {
        return true;
      }
      if (at instanceof SQLException sql) {
        String state = sql.getSQLState();
        return state == null
            ? SQLITE_CONTENT.contains(sql.getErrorCode() & 0xff)
            : state.startsWith("22") || state.startsWith("23");
      }
      store |=
          at instanceof DataAccessException
              || at instanceof TransactionException
              || at instanceof Error && !(at instanceof StackOverflowError)
              || at instanceof InterruptedException;
    }
    return !store;
  }

  /** The kinds of the failure and where it arose; never its text, which could name a person. */
  static String describe(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    StackTraceElement[] trace = root.getStackTrace();
    String code = root instanceof SQLException sql ? " " + sql.getErrorCode() : "";
    return root.getClass().getName() + code + (trace.length == 0 ? "" : " at " + trace[0]);
  }

  static Verdict verdict(Submission submission) {
    var entry =
        new Verdict.EntryVerdict(
            Verdict.Result.REJECTED,
            "",
            null,
            null,
            RejectReason.FAILED,
            "it was understood but could not be recorded; this is our fault, it is kept for us to"
                + " look at");
    int count = submission.message() == null ? 1 : submission.message().entries().size();
    return new Verdict(List.copyOf(java.util.Collections.nCopies(count, entry)));
  }
}
