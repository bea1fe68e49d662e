package org.attendancemonitor.access;

import java.util.Locale;

/** What a signed-in user or system may do. */
public enum Role {
  /** A system that sends events. */
  FEED,
  /** Works on tasks; may carry a professional registration. */
  CLINICIAN,
  /** Booking team: works on tasks. */
  COORDINATOR,
  /** Answers for a service. */
  MANAGER,
  /** Runs the program: dead letters, feeds. */
  OPERATOR,
  /** Reads the audit trail. */
  AUDITOR;

  /** As typed and stored, for example {@code clinician}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As the security framework names it, for example {@code ROLE_CLINICIAN}. */
  public String authority() {
    return "ROLE_" + name();
  }

  /**
   * The role with this word.
   *
   * @throws IllegalArgumentException where there is none, with the words there are
   */
  public static Role of(String word) {
    for (Role role : values()) {
      if (role.word().equals(word)) {
        return role;
      }
    }
    throw new IllegalArgumentException(
        "role: expected one of feed, clinician, coordinator, manager, operator, auditor");
  }
}
