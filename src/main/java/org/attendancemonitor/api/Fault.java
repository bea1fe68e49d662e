package org.attendancemonitor.api;

import org.attendancemonitor.attendance.RejectReason;

/**
 * One thing wrong with what was sent.
 *
 * @param status the HTTP status it would have alone
 * @param reason its class
 * @param position a FHIRPath-like place such as {@code Bundle.entry[3].resource.start}, a line, or
 *     null where it concerns the whole
 * @param text one sentence for the sender, without anything the message said about a person
 */
record Fault(int status, RejectReason reason, String position, String text) {

  static Fault of(RejectReason reason, String position, String text) {
    return new Fault(statusOf(reason), reason, position, text);
  }

  /** The HTTP status of a class of fault; never 5xx, because sending the same again cannot help. */
  static int statusOf(RejectReason reason) {
    return switch (reason) {
      case UNPARSABLE -> 400;
      case FORBIDDEN -> 403;
      case CONFLICT -> 409;
      case TOO_LARGE -> 413;
      case WRONG_VERSION, NOT_USED, NOT_SUPPORTED, NO_PATIENT, INCOMPLETE, IMPOSSIBLE, FAILED ->
          422;
    };
  }
}
