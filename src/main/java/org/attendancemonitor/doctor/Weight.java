package org.attendancemonitor.doctor;

/** How much a finding matters. */
public enum Weight {
  /** A message, or part of it, would be rejected, or could not be sent at all. */
  ERROR("Error"),
  /** It would be accepted, and something would be lost or wrong. */
  WARNING("Warning"),
  /** Worth knowing. */
  NOTE("Note");

  /** As shown to people. */
  public final String word;

  Weight(String word) {
    this.word = word;
  }
}
