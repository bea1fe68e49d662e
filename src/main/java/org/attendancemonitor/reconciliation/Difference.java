package org.attendancemonitor.reconciliation;

import java.time.Instant;
import org.attendancemonitor.attendance.Outcome;

/**
 * One appointment of which a list and the record do not say the same.
 *
 * @param kind in what
 * @param appointment the sender's number of it
 * @param listedStart in the list, or null
 * @param knownStart here, or null
 * @param listedOutcome in the list, or null
 * @param knownOutcome here, or null
 */
public record Difference(
    Kind kind,
    String appointment,
    Instant listedStart,
    Instant knownStart,
    Outcome listedOutcome,
    Outcome knownOutcome) {

  /** In what they differ. */
  public enum Kind {
    /** Listed, and not known here. */
    MISSING,
    /** Known here, and not listed. */
    EXTRA,
    /** Another time, another outcome, or both. */
    DIFFERING
  }
}
