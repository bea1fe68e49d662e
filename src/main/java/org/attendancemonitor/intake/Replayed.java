package org.attendancemonitor.intake;

/**
 * What became, or would become, of one dead letter that is tried again.
 *
 * @param letter its id
 * @param result in one word
 * @param reason class of the fault it has now, or null
 * @param position of that fault, or null
 * @param text one sentence, without anything about a person
 */
public record Replayed(long letter, Result result, String reason, String position, String text) {

  /** What became of it. */
  public enum Result {
    /** A dry run: it can be read now. */
    READABLE,
    /** It was used. */
    REPAIRED,
    /** It cannot be used, or could not, for a reason that may be a new one. */
    REJECTED,
    /** It was repaired or given up before; nothing was done. */
    SETTLED,
    /** There is none of this number, or it was deleted by age. */
    GONE
  }

  static Replayed gone(long letter) {
    return new Replayed(
        letter,
        Result.GONE,
        null,
        null,
        "There is no such dead letter; it may have been deleted by age.");
  }

  /** Whether the message can be used, or is settled. */
  public boolean well() {
    return result != Result.REJECTED && result != Result.GONE;
  }
}
