package org.attendancemonitor.feed;

import java.io.IOException;
import org.attendancemonitor.attendance.RejectReason;

/** A file of which nothing is read; its text is one sentence for the sender. */
public final class FileRefusedException extends IOException {
  private static final long serialVersionUID = 1L;
  private final RejectReason reason;

  FileRefusedException(RejectReason reason, String text) {
    super(text);
    this.reason = reason;
  }

  /** The class of the fault. */
  public RejectReason reason() {
    return reason;
  }
}
