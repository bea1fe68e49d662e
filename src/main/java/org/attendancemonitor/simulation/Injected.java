package org.attendancemonitor.simulation;

/**
 * A fault that was put into a feed.
 *
 * @param fault what kind
 * @param position of the message that carries it in what was sent, from 0
 * @param resource the appointment, patient or Bundle it concerns, as {@code Type/id}
 */
public record Injected(Fault fault, long position, String resource) {

  /** Kinds of fault. */
  public enum Fault {
    /** The same message again. */
    DUPLICATE,
    /** Hundreds of messages later than it should be. */
    LATE,
    /** A few messages later than it should be. */
    OUT_OF_ORDER,
    /** A miss put right by a later version. */
    CORRECTION,
    /** An appointment taken back by a later version. */
    ENTERED_IN_ERROR,
    /** Times as the clock on the wall shows them, without a zone: they are London's. */
    MISSING_ZONE,
    /** A code of the sender's own, which nobody has given a meaning, where a known one would be. */
    BAD_CODE,
    /** JSON that breaks off. */
    UNPARSABLE,
    /** FHIR STU3. */
    WRONG_VERSION,
    /** An appointment of nobody. */
    MISSING_PATIENT,
    /** The thirtieth of February. */
    IMPOSSIBLE_DATE;

    /** No receiver can use it: it must be refused, and nothing else must be. */
    public boolean bad() {
      return compareTo(UNPARSABLE) >= 0;
    }
  }
}
