package org.attendancemonitor.record;

import java.time.LocalDate;
import java.util.Map;

/**
 * One cell of a release: a service, one group, one window. Only {@link #shown} and the ratio may
 * leave the store; the rest is what the next release's protection is judged by.
 *
 * @param key service, dimension and group
 * @param window {@code 13w} or {@code 52w}
 * @param state whether it is shown, and since when
 * @param exact the counts at this release
 * @param patients distinct patients at this release
 * @param gained what entered the cell since the release before
 * @param lost what left it since
 * @param basis what the shown values were made from; null for a hidden cell
 * @param shown protected count by outcome; an outcome that is not shown is absent; empty if hidden
 * @param ratio DNA ratio made from the shown counts; null where there is none
 */
public record KeptCell(
    TallyKey key,
    String window,
    State state,
    OutcomeCounts exact,
    long patients,
    OutcomeCounts gained,
    OutcomeCounts lost,
    Basis basis,
    Map<String, Long> shown,
    Ratio ratio) {

  public KeptCell {
    shown = Map.copyOf(shown);
  }

  /** Whether a cell is shown. */
  public enum State {
    /** Shown with the values of this release. */
    PUBLISHED,
    /** Shown with the values of an earlier release: too little has changed since to show it. */
    KEPT,
    /** Not shown. */
    HIDDEN
  }

  /**
   * What shown values were made from.
   *
   * @param upTo the last day they count
   * @param exact counts then
   * @param patients distinct patients then
   */
  public record Basis(LocalDate upTo, OutcomeCounts exact, long patients) {}

  /**
   * A proportion with its limits, 0 to 1.
   *
   * @param estimate the proportion
   * @param lower lower limit
   * @param upper upper limit
   */
  public record Ratio(double estimate, double lower, double upper) {}
}
