package org.attendancemonitor.attendance;

import java.util.Locale;

/**
 * A code that arrived where it could have told something, and has no meaning here.
 *
 * @param use what it would have told
 * @param code as sent
 */
public record UnmappedCode(Use use, Code code) {

  /** What a code tells. */
  public enum Use {
    /** The status of an appointment. */
    STATUS,
    /** How an appointment ended. */
    OUTCOME,
    /** Why an appointment was cancelled or missed, and so by whom. */
    CANCELLATION,
    /** The ethnic category of a person. */
    ETHNICITY,
    /** The service of an appointment or a referral. */
    SERVICE;

    /** As written in metrics labels. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
