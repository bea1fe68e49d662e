package org.attendancemonitor.record;

import java.time.Instant;

/**
 * A task or flag as an EPR's server is told of it.
 *
 * @param kind {@link Outbox#TASK} or {@link Outbox#FLAG}
 * @param id ours
 * @param version our newest version when the entry was read
 * @param there the server's own id, or null while it is not known
 * @param thereVersion the newest version on the server that has been looked at, or null
 * @param written our version as the server was last told it; 0 for none
 * @param attempts failures since it last succeeded
 * @param state what became of it
 * @param reason why it is in that state: a short sentence that names nobody; or null
 * @param since when it came into that state, or null while nothing was tried
 * @param said what was stated there and could not be taken over, as those people are told; or null
 */
public record WriteBackEntry(
    String kind,
    String id,
    long version,
    String there,
    String thereVersion,
    long written,
    int attempts,
    State state,
    String reason,
    Instant since,
    String said) {

  /** What may become of it. */
  public enum State {
    /** It is to be told, now or again later. */
    WAITING,
    /** The server has it. */
    WRITTEN,
    /** The server refused it for good; it is tried again when it changes, or on request. */
    REFUSED,
    /** The server does not know the patient. */
    ELSEWHERE;

    /** As it is stored and printed. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** The same after one more failure, with its reason. */
  public WriteBackEntry failed(State now, String why, Instant at) {
    return new WriteBackEntry(
        kind, id, version, there, thereVersion, written, attempts + 1, now, why, at, said);
  }

  /** The same after it was settled for now. */
  public WriteBackEntry settled(State now, String why, Instant at) {
    return new WriteBackEntry(
        kind, id, version, there, thereVersion, written, 0, now, why, at, said);
  }

  /** The same, as the server holds it. */
  public WriteBackEntry seen(String idThere, String versionThere) {
    return new WriteBackEntry(
        kind, id, version, idThere, versionThere, written, attempts, state, reason, since, said);
  }

  /** The same, told in a version of ours. */
  public WriteBackEntry told(long ours) {
    return new WriteBackEntry(
        kind, id, version, there, thereVersion, ours, attempts, state, reason, since, said);
  }

  /** The same, with what could not be taken over; null for nothing. */
  public WriteBackEntry saying(String sentence) {
    return new WriteBackEntry(
        kind, id, version, there, thereVersion, written, attempts, state, reason, since, sentence);
  }
}
