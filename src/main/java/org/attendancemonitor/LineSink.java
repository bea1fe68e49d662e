package org.attendancemonitor;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.attendancemonitor.intake.Verdict;

/** Takes messages of a file, a few at a time, and says what became of each. */
interface LineSink {
  /**
   * Hands messages over.
   *
   * @param messages one FHIR resource or Bundle each
   * @return a verdict for each, in order, once they are durable; fails when nothing can be recorded
   */
  CompletableFuture<List<Verdict>> send(List<String> messages);
}
