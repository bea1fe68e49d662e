package org.attendancemonitor.record;

import java.util.List;

/** What a release counts by group. Each subject has counts of its own, and cells of its own. */
public enum Subject {
  /** Appointments of a window, by how they ended: see {@link OutcomeCounts}. */
  APPOINTMENTS(
      false,
      "attended",
      "dna",
      "late_not_seen",
      "patient_cancelled",
      "provider_cancelled",
      "unknown"),

  /** Referrals that left the waiting list in a window: seen for the first time, or never seen. */
  EXITS(false, "seen", "removed_unseen"),

  /**
   * Referrals that wait on the last day of a release; a stock, so there is no window. Those over 52
   * weeks are among those over 18.
   */
  WAITING(true, "within_18w", "over_18w", "over_52w");

  private final boolean stock;
  private final List<String> columns;

  Subject(boolean stock, String... columns) {
    this.stock = stock;
    this.columns = List.of(columns);
  }

  /** Counted at one moment, not over a window. */
  public boolean stock() {
    return stock;
  }

  /** Names of its counts, in order. */
  public List<String> columns() {
    return columns;
  }
}
