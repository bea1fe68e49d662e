package org.attendancemonitor.equity;

import java.util.List;
import java.util.Map;
import org.attendancemonitor.record.OutcomeCounts;
import org.attendancemonitor.record.Tallies;
import org.attendancemonitor.record.TallyKey;
import org.attendancemonitor.statistics.Proportion;

/**
 * The settings of the figures, {@code config/equity.yaml}.
 *
 * @param countLateNotSeenAsDna NHS code 7 (arrived late, could not be seen) counts as DNA
 * @param confidence of all limits, 0.9 to below 1
 * @param falseDiscoveryRate of groups that a report says stand out from the rest, how many may do
 *     so by chance alone; above 0, to 0.5
 * @param release whether small numbers are protected
 * @param cadence how often a release is made
 * @param synthetic releases are made from invented patients, and are marked so
 * @param disclosure when a group's figures may be shown
 * @param dimensions groups by dimension that may be shown; none listed means any
 * @param maximumSeries a release with more series is not published
 * @param pastReleases made for the time before the first release, every four weeks back
 * @param process charts over time
 * @param funnel charts of services side by side
 * @param standard the mix of age and sex that standardised shares are weighted by
 * @param repeated when a patient's missed appointments count as repeated
 * @param waits what waits are measured against
 */
public record EquitySettings(
    boolean countLateNotSeenAsDna,
    double confidence,
    double falseDiscoveryRate,
    ReleaseMode release,
    Cadence cadence,
    boolean synthetic,
    DisclosureRule disclosure,
    Map<String, List<String>> dimensions,
    int maximumSeries,
    int pastReleases,
    ProcessSettings process,
    FunnelSettings funnel,
    StandardSettings standard,
    RepeatSettings repeated,
    WaitSettings waits) {

  public EquitySettings {
    dimensions = Map.copyOf(dimensions);
    if (!(confidence >= 0.9 && confidence < 1)) {
      throw new IllegalArgumentException(
          "confidence: expected 0.9 to below 1, found " + confidence);
    }
    if (!(falseDiscoveryRate > 0 && falseDiscoveryRate <= 0.5)) {
      throw new IllegalArgumentException(
          "falseDiscoveryRate: expected above 0 to 0.5, found " + falseDiscoveryRate);
    }
    for (String dimension : dimensions.keySet()) {
      if (dimension.equals("all") || !Tallies.dimensions().contains(dimension)) {
        throw new IllegalArgumentException(
            "dimensions: expected some of " + Tallies.dimensions() + ", found " + dimension);
      }
    }
    if (maximumSeries < 1) {
      throw new IllegalArgumentException(
          "maximumSeries: expected 1 or more, found " + maximumSeries);
    }
    if (pastReleases < 0 || pastReleases > 130) {
      throw new IllegalArgumentException(
          "pastReleases: expected 0 to 130 (ten years), found " + pastReleases);
    }
  }

  /** Whether small numbers are protected. */
  public enum ReleaseMode {
    /** The rule applies: for everyone who is not caring for these patients. */
    PROTECTED,
    /** Exact counts: only where every viewer gives direct care. */
    EXACT
  }

  /** How often a release is made. */
  public enum Cadence {
    /** On Mondays, up to the Sunday before; the first at the first start, up to the day before. */
    WEEKLY,
    /** For demonstrations, up to the day before. */
    EVERY_MINUTE
  }

  /** The same, with small numbers protected or not. */
  public EquitySettings with(ReleaseMode mode) {
    return new EquitySettings(
        countLateNotSeenAsDna,
        confidence,
        falseDiscoveryRate,
        mode,
        cadence,
        synthetic,
        disclosure,
        dimensions,
        maximumSeries,
        pastReleases,
        process,
        funnel,
        standard,
        repeated,
        waits);
  }

  /** The same for a demonstration: released every minute, and marked as invented. */
  public EquitySettings forDemonstration() {
    return new EquitySettings(
        countLateNotSeenAsDna,
        confidence,
        falseDiscoveryRate,
        release,
        Cadence.EVERY_MINUTE,
        true,
        disclosure,
        dimensions,
        maximumSeries,
        pastReleases,
        process,
        funnel,
        standard,
        repeated,
        waits);
  }

  /** Whether a group is one of those that may be shown. */
  boolean lists(TallyKey key) {
    List<String> groups = dimensions.get(key.dimension());
    return groups != null && (groups.isEmpty() || groups.contains(key.group()));
  }

  /** Whether figures of a group need no protection: a service as a whole, or an exact release. */
  boolean exact(TallyKey key) {
    return release == ReleaseMode.EXACT || key.dimension().equals(TallyKey.ALL);
  }

  /** Missed appointments by the definition in force. */
  long missed(OutcomeCounts counts) {
    return counts.dna() + (countLateNotSeenAsDna ? counts.lateNotSeen() : 0);
  }

  /** Attended and missed together. */
  long due(OutcomeCounts counts) {
    return counts.attended() + missed(counts);
  }

  /** Missed of those due. */
  Proportion share(OutcomeCounts counts) {
    return new Proportion(missed(counts), due(counts));
  }

  /** The definition in force, for HELP texts and pages. */
  public String definition() {
    return countLateNotSeenAsDna
        ? "DNA / (attended + DNA); DNA is NHS codes 3 (no advance warning) and 7 (arrived too late"
            + " to be seen)"
        : "DNA / (attended + DNA); DNA is NHS code 3 (no advance warning); code 7 (arrived too late"
            + " to be seen) is counted in neither";
  }
}
