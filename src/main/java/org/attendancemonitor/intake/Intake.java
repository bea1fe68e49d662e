package org.attendancemonitor.intake;

import java.util.concurrent.CompletableFuture;

/** Where whatever changes a patient's record goes in. */
public interface Intake {

  /** Who goes first: a person waits behind at most one batch, history behind everybody. */
  enum Lane {
    PEOPLE,
    LIVE,
    CLOCK,
    HISTORY
  }

  /**
   * Hands a read message over.
   *
   * @return completed after the commit with what became of each entry; completed with {@link
   *     IntakeUnavailableException} when nothing was recorded and the sender may try again
   * @throws IntakeUnavailableException when the lane is full or the store is down; nothing was
   *     accepted
   */
  CompletableFuture<Verdict> submit(Submission submission) throws IntakeUnavailableException;
}
