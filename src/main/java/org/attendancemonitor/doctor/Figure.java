package org.attendancemonitor.doctor;

/**
 * One number of a report.
 *
 * @param code stable word for scripts, such as {@code appointments-missed}
 * @param label for people
 * @param value the number
 * @param note what goes with it, or the empty string
 */
public record Figure(String code, String label, long value, String note) {
  Figure(String code, String label, long value) {
    this(code, label, value, "");
  }
}
