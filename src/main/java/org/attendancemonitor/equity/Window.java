package org.attendancemonitor.equity;

import java.time.LocalDate;
import java.util.List;
import org.attendancemonitor.record.KeptCell;
import org.attendancemonitor.record.Subject;

/**
 * A window of local days that ends with the last day of a release: {@code (end - days, end]}. Whole
 * weeks, so that every window holds each weekday equally often.
 */
public enum Window {
  /** For services. */
  W13("13w", 91),
  /** For small groups. */
  W52("52w", 364);

  /** As written in metrics labels. */
  public final String label;

  /** Its length. */
  public final int days;

  Window(String label, int days) {
    this.label = label;
    this.days = days;
  }

  /** What cells of a subject are counted over. */
  static List<String> labels(Subject subject) {
    return subject.stock() ? List.of(KeptCell.NOW) : List.of(W13.label, W52.label);
  }

  /** The window of a label. */
  static Window of(String label) {
    return label.equals(W13.label) ? W13 : W52;
  }

  /** The day before its first day. */
  public LocalDate after(LocalDate end) {
    return end.minusDays(days);
  }
}
