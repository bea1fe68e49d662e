package org.attendancemonitor.record;

import java.util.Set;

/**
 * What became of one incoming fact.
 *
 * @param result how it stands to what was known
 * @param patients the patient rows whose record may have changed and is to be derived again; empty
 *     where nothing did
 */
public record Recorded(Result result, Set<Long> patients) {

  /** How news stands to what was known. */
  public enum Result {
    /** It is now the newest news of its key and person. */
    ACCEPTED,
    /** The same was known already. */
    DUPLICATE,
    /** Newer news was known; kept as history. */
    STALE,
    /** The same version and time were known with other content; not kept. */
    CONFLICT
  }
}
