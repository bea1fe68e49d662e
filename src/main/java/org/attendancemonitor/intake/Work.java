package org.attendancemonitor.intake;

import java.util.concurrent.CompletableFuture;

/**
 * A submission in a lane with the promise of its verdict.
 *
 * @param submission what is to be done
 * @param verdict completed after the commit
 */
record Work(Submission submission, CompletableFuture<Verdict> verdict) {
  Work(Submission submission) {
    this(submission, new CompletableFuture<>());
  }
}
