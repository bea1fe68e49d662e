package org.attendancemonitor.statistics;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * One point of a process chart.
 *
 * @param value as given
 * @param mean of its segment
 * @param limits of its segment; empty where nothing ever changes there, or there is one point only
 * @param signals every rule that holds for the point
 * @param first the one of highest priority, which the point is labelled with
 * @param trial whether the segment has fewer than 13 points, and so limits still on trial
 */
public record ProcessPoint(
    double value,
    double mean,
    Optional<ProcessLimits> limits,
    Set<Signal> signals,
    Optional<Signal> first,
    boolean trial) {

  /** The signals are kept in an unchangeable set, in order of priority. */
  public ProcessPoint {
    Set<Signal> ordered = EnumSet.noneOf(Signal.class);
    ordered.addAll(signals);
    signals = Collections.unmodifiableSet(ordered);
  }
}
