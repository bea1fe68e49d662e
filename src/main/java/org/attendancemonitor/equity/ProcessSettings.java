package org.attendancemonitor.equity;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * Charts over time.
 *
 * @param period how long a step is
 * @param weeksFrom due appointments a week, on average, from which {@code auto} takes weeks
 * @param minimumAppointments a period with fewer gives no point
 * @param settledAfterDays a period counts once so many days have passed since its end, because
 *     until then outcomes are still being recorded
 * @param shownShare what tells of a group is charted where at least this share of its months could
 *     be shown
 * @param rebases where charts begin anew
 */
public record ProcessSettings(
    Steps period,
    int weeksFrom,
    int minimumAppointments,
    int settledAfterDays,
    double shownShare,
    List<Rebase> rebases) {

  public ProcessSettings {
    rebases = List.copyOf(rebases);
    atLeast("weeksFrom", 1, weeksFrom);
    atLeast("minimumAppointments", 1, minimumAppointments);
    atLeast("settledAfterDays", 0, settledAfterDays);
    if (!(shownShare >= 0 && shownShare <= 1)) {
      throw new IllegalArgumentException("shownShare: expected 0 to 1, found " + shownShare);
    }
  }

  private static void atLeast(String name, int least, int found) {
    if (found < least) {
      throw new IllegalArgumentException(name + ": expected " + least + " or more, found " + found);
    }
  }

  /** How long a step of a chart is. */
  public enum Steps {
    /** Weeks for services that are large enough, months for the others. */
    AUTO,
    /** Weeks, Monday to Sunday. */
    WEEK,
    /** Calendar months. */
    MONTH
  }

  /**
   * A known change from which on a process is a new one. Never taken from the numbers themselves.
   *
   * @param date the first period that begins on it or later is the first of the new chart
   * @param services keys in {@code services.yaml}; none means every service
   * @param measures as in the metrics' labels; none means every measure
   * @param reason what changed
   * @param decidedBy who decided that the chart begins anew
   */
  public record Rebase(
      LocalDate date, Set<String> services, Set<String> measures, String reason, String decidedBy) {

    public Rebase {
      services = Set.copyOf(services);
      measures = Set.copyOf(measures);
      for (String measure : measures) {
        if (ProcessMeasure.of(measure).isEmpty()) {
          throw new IllegalArgumentException(
              "measures: expected some of " + ProcessMeasure.labels() + ", found " + measure);
        }
      }
      stated("reason", reason);
      stated("decidedBy", decidedBy);
    }

    private static void stated(String name, String text) {
      if (text.isBlank()) {
        throw new IllegalArgumentException(name + ": expected words, found nothing");
      }
    }

    boolean concerns(String service, String measure) {
      return (services.isEmpty() || services.contains(service))
          && (measures.isEmpty() || measures.contains(measure));
    }
  }
}
