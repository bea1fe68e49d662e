package org.attendancemonitor.feed;

import java.time.Instant;
import java.util.List;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.Outcome;

/**
 * An appointment as a list of its record system names it.
 *
 * @param id as the sender wrote it
 * @param keys by which it may be known here
 * @param start or null where the list does not say
 * @param outcome or null where the list does not say, or says it in a word of no known meaning
 * @param coarse the outcome is that of a FHIR status, which does not tell a miss from coming too
 *     late
 */
public record ListedAppointment(
    String id, List<Key> keys, Instant start, Outcome outcome, boolean coarse) {

  /** Whether an outcome known here is what the list says, as far as it says it. */
  public boolean agrees(Outcome known) {
    return outcome == null
        || outcome == known
        || coarse && outcome.missed() && known.missed()
        || outcome == Outcome.CANCELLED && known.cancelled()
        || known == Outcome.CANCELLED && outcome.cancelled();
  }
}
