package org.attendancemonitor.intake;

/**
 * A message that stands or falls as one has an entry that cannot be recorded: everything it stated
 * must be rolled back.
 */
final class RefusedTogetherException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Verdict verdict;

  RefusedTogetherException(Verdict verdict) {
    super("a message that stands or falls as one was refused");
    this.verdict = verdict;
  }

  Verdict verdict() {
    return verdict;
  }
}
