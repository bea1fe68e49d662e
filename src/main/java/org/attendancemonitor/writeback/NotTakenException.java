package org.attendancemonitor.writeback;

/** The server did not take one resource. Its text names nobody. */
final class NotTakenException extends Exception {
  /** What is to be done about it. */
  enum Kind {
    /** Look again: somebody changed it there meanwhile. */
    CHANGED,
    /** Try again later: the server failed over this one. */
    LATER,
    /** It will not take it as it is. */
    REFUSED
  }

  private final Kind kind;

  /**
   * @param kind what is to be done
   * @param text status and the code of the answer's first issue, nothing else of it
   */
  NotTakenException(Kind kind, String text) {
    super(text);
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }
}
