package org.attendancemonitor.record;

import java.time.LocalDate;
import java.util.Map;

/**
 * One cell of a release: a subject, a service, one group, one window. Only {@link #shown} and the
 * ratio may leave the store; the rest is what the next release's protection is judged by.
 *
 * @param key service, dimension and group
 * @param window {@code 13w} or {@code 52w}, {@link #NOW} for a stock
 * @param state whether it is shown, and since when
 * @param exact the counts at this release
 * @param patients distinct patients at this release
 * @param gained what entered the cell since the release before
 * @param lost what left it since
 * @param basis what the values were made from that are shown, or of a hidden cell were shown last;
 *     null where that was never, or too long ago to matter
 * @param shown protected count by column of the subject; what is not shown is absent; empty if
 *     hidden
 * @param ratio share of the subject made from the shown counts; null where there is none
 */
public record KeptCell(
    TallyKey key,
    String window,
    State state,
    Counts exact,
    long patients,
    Counts gained,
    Counts lost,
    Basis basis,
    Map<String, Long> shown,
    Ratio ratio) {

  /** In place of a window, for what is counted on a release's last day. */
  public static final String NOW = "now";

  public KeptCell {
    shown = Map.copyOf(shown);
  }

  /** What it counts. */
  public Subject subject() {
    return exact.subject();
  }

  /** Whether both count the same subject of the same service by the same dimension. */
  boolean besides(KeptCell other) {
    return subject() == other.subject()
        && key.service().equals(other.key.service())
        && key.dimension().equals(other.key.dimension());
  }

  /** The exact counts of a cell of appointments. */
  public OutcomeCounts outcomes() {
    return OutcomeCounts.of(exact.byColumn());
  }

  /**
   * The same cell, not shown.
   *
   * @param last what was shown of it last, or null
   */
  public KeptCell hidden(Basis last) {
    return new KeptCell(
        key, window, State.HIDDEN, exact, patients, gained, lost, last, Map.of(), null);
  }

  /** The same cell, shown as it was in an earlier release. */
  public KeptCell keptAs(KeptCell before) {
    return new KeptCell(
        key,
        window,
        State.KEPT,
        exact,
        patients,
        gained,
        lost,
        before.basis,
        before.shown,
        before.ratio);
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
  public record Basis(LocalDate upTo, Counts exact, long patients) {}

  /**
   * A proportion with its limits, 0 to 1.
   *
   * @param estimate the proportion
   * @param lower lower limit
   * @param upper upper limit
   */
  public record Ratio(double estimate, double lower, double upper) {}
}
