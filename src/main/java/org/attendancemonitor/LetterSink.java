package org.attendancemonitor;

import java.io.IOException;
import java.util.List;
import org.attendancemonitor.intake.Replayed;

/** Takes numbers of dead letters, a few at a time, and says what became of each. */
interface LetterSink {

  /**
   * Tries them again.
   *
   * @throws IOException when the service or the record is gone; what was done stays done
   */
  List<Replayed> send(List<Long> ids) throws IOException, InterruptedException;
}
