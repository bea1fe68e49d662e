package org.attendancemonitor.equity;

import java.time.LocalDate;
import org.attendancemonitor.record.Subject;

/**
 * What is counted together. Of a subject that happens over time: the days after one and up to
 * another. Of a stock: what is in it, in its column, at the end of {@code upTo} and was not so at
 * the end of {@code after}; so what entered lies between an earlier day and a later one, and what
 * left between a later day and an earlier.
 *
 * @param after exclusive; {@link LocalDate#MIN} for everything
 * @param upTo inclusive
 */
record Slice(LocalDate after, LocalDate upTo) {

  /** All that a release counts in a window. */
  static Slice whole(Subject subject, String window, LocalDate upTo) {
    return new Slice(subject.stock() ? LocalDate.MIN : Window.of(window).after(upTo), upTo);
  }

  /** What a release counts by its day or its state, and an earlier one did not. */
  static Slice entered(Subject subject, String window, LocalDate then, LocalDate upTo) {
    LocalDate start = whole(subject, window, upTo).after();
    return new Slice(then.isAfter(start) ? then : start, upTo);
  }

  /** What an earlier release counted by its day or its state, and a later one does not. */
  static Slice left(Subject subject, String window, LocalDate then, LocalDate upTo) {
    if (subject.stock()) {
      return new Slice(upTo, then);
    }
    LocalDate start = Window.of(window).after(upTo);
    return new Slice(Window.of(window).after(then), then.isBefore(start) ? then : start);
  }

  /** Whether what a release counted can still count in a later one. */
  static boolean overlap(Subject subject, String window, LocalDate then, LocalDate upTo) {
    return then.isAfter(whole(subject, window, upTo).after());
  }

  /** Nothing can be in it. */
  boolean empty(Subject subject) {
    return subject.stock() ? after.equals(upTo) : !after.isBefore(upTo);
  }
}
