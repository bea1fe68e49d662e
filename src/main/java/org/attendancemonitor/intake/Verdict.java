package org.attendancemonitor.intake;

import java.util.List;
import org.attendancemonitor.attendance.RejectReason;
import org.attendancemonitor.policy.ActAnswer;
import org.attendancemonitor.record.MessageReceipt.Standing;

/**
 * What became of a message, or of what a person asked, told after the commit.
 *
 * @param entries one for each entry of the message, in its order; one for what a person asked,
 *     unless that was refused
 * @param refusal why what a person asked may not be done; else null
 * @param standing whether the message, which may be taken only once, was known by one of its ids;
 *     then nothing of it was recorded now
 */
public record Verdict(List<EntryVerdict> entries, ActAnswer.Refused refusal, Standing standing) {

  /** Of a message. */
  public Verdict(List<EntryVerdict> entries) {
    this(entries, null);
  }

  /** Of a message, or of what a person asked. */
  public Verdict(List<EntryVerdict> entries, ActAnswer.Refused refusal) {
    this(entries, refusal, Standing.NEW);
  }

  /** What became of one entry. */
  public enum Result {
    ACCEPTED,
    DUPLICATE,
    STALE,
    CONFLICT,
    REJECTED;

    /** As written in metrics labels. */
    public String label() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * What became of one entry.
   *
   * @param result its result
   * @param position where in the message
   * @param resourceType the FHIR type, or null
   * @param patientRow the row of the person it was about, or null
   * @param reason for a rejection or conflict, else null
   * @param text one sentence for the sender, else null
   */
  public record EntryVerdict(
      Result result,
      String position,
      String resourceType,
      Long patientRow,
      RejectReason reason,
      String text) {
    static final String FELL =
        "not recorded, because another entry of the same message was rejected";

    /** Nothing is wrong with it but the company it was in. */
    public boolean fell() {
      return FELL.equals(text);
    }
  }

  /** Nothing of it was refused, rejected or in conflict. */
  public boolean clean() {
    return refusal == null
        && entries.stream()
            .noneMatch(it -> it.result() == Result.REJECTED || it.result() == Result.CONFLICT);
  }
}
