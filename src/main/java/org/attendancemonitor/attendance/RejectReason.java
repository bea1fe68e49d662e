package org.attendancemonitor.attendance;

/** Classes of fault, as used in metrics, dead letters and answers. */
public enum RejectReason {
  /** Not JSON, not FHIR, not text in the stated character set. */
  UNPARSABLE("unparsable"),
  /** FHIR, but not R4. */
  WRONG_VERSION("wrong-version"),
  /** A resource or message type that is not used here. */
  NOT_USED("not-used"),
  /** A way of saying it that is not read, such as PATCH. */
  NOT_SUPPORTED("not-supported"),
  /** Who it is about cannot be told. */
  NO_PATIENT("no-patient"),
  /** Something required is missing. */
  INCOMPLETE("incomplete"),
  /** A value that cannot be, such as an end before the start. */
  IMPOSSIBLE("impossible"),
  /** Over a limit of size or depth. */
  TOO_LARGE("too-large"),
  /** From a sign-in that may not say it; whoever may has to send it again. */
  FORBIDDEN("forbidden"),
  /** Same version, same time, other content. */
  CONFLICT("conflict"),
  /** The event could not be recorded though it was read; a fault of ours, kept for replay. */
  FAILED("failed");

  /** The stable word of this class. */
  public final String word;

  RejectReason(String word) {
    this.word = word;
  }
}
