package org.attendancemonitor.retention;

import java.util.Optional;

/**
 * {@code retention.yaml}: how long what is kept may be kept.
 *
 * @param people records of people
 * @param audit the audit trails
 * @param rejected messages that could not be used
 * @param messages ids of messages, by which a repeated one is known; where the file says nothing,
 *     they are kept {@value #MESSAGE_DAYS} days
 */
public record RetentionSettings(
    People people, Audit audit, Rejected rejected, Optional<Messages> messages) {
  private static final int LONGEST = 100;
  private static final int MESSAGE_DAYS = 400;

  /** What holds for ids of messages. */
  public Messages ofMessages() {
    return messages.orElse(new Messages(true, MESSAGE_DAYS));
  }

  /**
   * Records of people. Years count from the last news of any kind, or the last change of a task.
   *
   * @param enforced whether they are deleted at all
   * @param adultYears of whoever was grown up then
   * @param childUntilAge birthday until which a child's record is kept
   * @param seventeenUntilAge the same for whoever was 17 at the last news
   * @param afterDeathYears after a death
   * @param birthUnknownYears where no date of birth is known: it may be a child
   */
  public record People(
      boolean enforced,
      int adultYears,
      int childUntilAge,
      int seventeenUntilAge,
      int afterDeathYears,
      int birthUnknownYears) {
    public People {
      within("adultYears", adultYears, 1, LONGEST);
      within("childUntilAge", childUntilAge, 18, LONGEST);
      within("seventeenUntilAge", seventeenUntilAge, 18, LONGEST);
      within("afterDeathYears", afterDeathYears, 1, LONGEST);
      within("birthUnknownYears", birthUnknownYears, 1, LONGEST);
    }
  }

  /**
   * The audit trails.
   *
   * @param enforced whether old entries are taken away
   * @param readYears who looked at what, signed in, and looked at the audit
   * @param changeYears who changed what
   */
  public record Audit(boolean enforced, int readYears, int changeYears) {
    public Audit {
      within("readYears", readYears, 1, LONGEST);
      within("changeYears", changeYears, 1, LONGEST);
    }
  }

  /**
   * Messages that could not be used; each holds what was sent.
   *
   * @param enforced whether they are deleted
   * @param days after their receipt
   */
  public record Rejected(boolean enforced, int days) {
    public Rejected {
      within("days", days, 7, 3660);
    }
  }

  /**
   * Ids of messages that were recorded, as hashes.
   *
   * @param enforced whether they are forgotten
   * @param days after their receipt; a repeat that comes later is read like a first one
   */
  public record Messages(boolean enforced, int days) {
    public Messages {
      within("days", days, 7, 3660);
    }
  }

  private static void within(String component, int value, int low, int high) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          component + ": expected a whole number from " + low + " to " + high + ", found " + value);
    }
  }
}
