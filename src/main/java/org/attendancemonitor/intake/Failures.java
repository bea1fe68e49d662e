package org.attendancemonitor.intake;

import java.sql.SQLException;
import java.util.List;
import org.attendancemonitor.attendance.RejectReason;
import org.attendancemonitor.record.Fault;
import org.attendancemonitor.record.StoreWords;

/**
 * Tells a fault of the content, which is isolated, from a fault of the store, which is waited out.
 */
final class Failures {
  private Failures() {}

  static RefusedTogetherException refusal(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof RefusedTogetherException refused) {
        return refused;
      }
    }
    return null;
  }

  /** Not a fault of the store, of the machine or of being stopped: the content itself. */
  static boolean ofContent(Throwable failure) {
    if (refusal(failure) != null) {
      return true;
    }
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof OutOfMemoryError || at instanceof InterruptedException) {
        return false;
      }
    }
    Fault fault = Fault.of(failure);
    return fault != Fault.STORE && fault != Fault.CONTENTION;
  }

  /** Another writer was in the way. */
  static boolean ofContention(Throwable failure) {
    return Fault.of(failure) == Fault.CONTENTION;
  }

  /** The machine is at its end, and no rule, reader or event is at fault. */
  static boolean ofMachine(Throwable failure) {
    return failure instanceof VirtualMachineError && !(failure instanceof StackOverflowError);
  }

  /** The kinds of the failure and where it arose; never its text, which could name a person. */
  static String describe(Throwable failure) {
    Throwable root = root(failure);
    StackTraceElement[] trace = root.getStackTrace();
    String code = root instanceof SQLException ? ", " + StoreWords.of(root) : "";
    return root.getClass().getName() + code + (trace.length == 0 ? "" : " at " + trace[0]);
  }

  /** The kind of the innermost failure alone. */
  static String rootName(Throwable failure) {
    return root(failure).getClass().getSimpleName();
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root;
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
