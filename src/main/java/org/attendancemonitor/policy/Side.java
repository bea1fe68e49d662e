package org.attendancemonitor.policy;

import java.util.Locale;

/** Whose share a reason for a missed appointment is (attendance-policy section 7). */
public enum Side {
  PROVIDER,
  SYSTEM,
  CIRCUMSTANCE,
  PATIENT_CHOICE,
  UNKNOWN;

  /** As written in files, for example {@code patient-choice}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
