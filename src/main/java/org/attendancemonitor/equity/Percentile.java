package org.attendancemonitor.equity;

/** The percentiles of waits: the middle, and the one that the 18 weeks standard looks at. */
enum Percentile {
  P50("50", 0.5),
  P92("92", 0.92);

  /** As written in metrics labels. */
  final String label;

  /** From 0 to 1. */
  final double share;

  Percentile(String label, double share) {
    this.label = label;
    this.share = share;
  }
}
