package org.attendancemonitor.record;

import java.time.Instant;
import java.util.Locale;

/**
 * A message, or one entry of it, that could not be used; its bytes are kept beside it.
 *
 * @param id ours; 0 before it is kept
 * @param feed the feed it came by
 * @param source the system it came from
 * @param way the way it came in, which reads it again: {@code queue} or {@code mllp}
 * @param received its first receipt, which a replay keeps
 * @param reason the word of its {@link org.attendancemonitor.attendance.RejectReason}
 * @param position where in the message the fault lies, or null
 * @param text one sentence, without anything about a person
 * @param attempts how often it was tried
 * @param tried when it was tried last
 * @param state what became of it
 * @param givenUpBecause why somebody gave it up; else null
 */
public record DeadLetter(
    long id,
    String feed,
    String source,
    String way,
    Instant received,
    String reason,
    String position,
    String text,
    int attempts,
    Instant tried,
    State state,
    String givenUpBecause) {

  /** What became of one. */
  public enum State {
    /** Nobody could use it yet. */
    WAITING,
    /** A replay could use it. */
    REPAIRED,
    /** Somebody decided that it is not needed. */
    GIVEN_UP;

    /** As it is kept and told. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static State of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }

  /** One that was just received and tried once. */
  public static DeadLetter received(
      String feed,
      String source,
      String way,
      Instant received,
      String reason,
      String position,
      String text) {
    return new DeadLetter(
        0, feed, source, way, received, reason, position, text, 1, received, State.WAITING, null);
  }
}
