package org.attendancemonitor.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.attendancemonitor.equity.RepeatSettings;
import org.attendancemonitor.statistics.CrudeRate;
import org.attendancemonitor.statistics.Estimate;
import org.attendancemonitor.statistics.RateRatio;

/** What follows a missed appointment: who is tried, how soon, who misses again, who is ended. */
final class AfterAMiss implements Chapter {
  private static final String YEAR = "52w";
  private static final String QUARTER = "13w";

  /** Shares of patients, by measure, in words. */
  private static List<Map.Entry<String, String>> shares(RepeatSettings repeated) {
    return List.of(
        Map.entry("any", "Patients who missed, 52 weeks"),
        Map.entry("repeat", "Who missed %d or more".formatted(repeated.repeatFrom())),
        Map.entry("high", "Who missed more than %d".formatted(repeated.highAbove())),
        Map.entry("again", "Who missed again in %d days".formatted(repeated.againWithinDays())));
  }

  @Override
  public Optional<Section> of(Reported reported) {
    ServiceFigures now = reported.now();
    List<Table.Row> rows = new ArrayList<>();
    for (Map.Entry<String, String> share : shares(reported.settings().repeated())) {
      now.estimate("patients_missed_ratio", YEAR, share.getKey())
          .ifPresent(found -> rows.add(Table.Row.of(share.getValue(), Wording.percent(found))));
    }
    time(now, "50")
        .ifPresent(time -> rows.add(Table.Row.of("First try to reach them: half in", time)));
    time(now, "92").ifPresent(time -> rows.add(Table.Row.of("First try: 92 in 100 in", time)));
    rows.addAll(ended(reported));
    return Optional.of(
        new Section(
            "What follows a missed one?",
            rows.isEmpty() ? List.of("Nothing is known of it.") : List.of(),
            rows.isEmpty()
                ? List.of()
                : List.of(
                    Exhibit.of(
                        new Table(
                            "Patients, and support", List.of("After a miss", "Figure"), rows))),
            Section.Style.HALF));
  }

  private static Optional<String> time(ServiceFigures now, String percentile) {
    OptionalDouble seconds =
        now.value("support_first_contact_seconds", "all", "all", QUARTER, percentile);
    return seconds.isPresent()
        ? Optional.of(Wording.daysOf(seconds.getAsDouble()))
        : Optional.empty();
  }

  /**
   * How many referrals are ended for so many missed appointments, and whether it is more or fewer
   * than a year before. A referral ends once, so these are events that have nothing to do with each
   * other.
   */
  private static List<Table.Row> ended(Reported reported) {
    List<Table.Row> rows = new ArrayList<>();
    double confidence = reported.confidence();
    Optional<Events> now = Events.of(reported.now());
    Optional<Events> before = reported.yearBefore().flatMap(Events::of);
    now.ifPresent(
        events ->
            rows.add(
                Table.Row.of(
                    "Referrals ended, for 100 missed", Wording.rate(events.rate(confidence)))));
    now.flatMap(events -> before.flatMap(then -> events.times(then, confidence)))
        .ifPresent(
            times ->
                rows.add(Table.Row.of("Times as many as a year before", Wording.times(times))));
    return rows;
  }

  /**
   * Referrals ended after a missed appointment, and the missed appointments of the same weeks.
   *
   * @param missed above 0
   */
  private record Events(long ended, double missed) {
    private static final double HUNDRED = 100;

    static Optional<Events> of(ServiceFigures figures) {
      OptionalDouble reviewed = figures.value("discharges_after_dna", QUARTER, "complete");
      OptionalDouble missing = figures.value("discharges_after_dna", QUARTER, "missing");
      double missed = figures.missedCount(ServiceFigures.ALL, ServiceFigures.ALL, QUARTER);
      return reviewed.isPresent() && missing.isPresent() && missed > 0
          ? Optional.of(
              new Events(Math.round(reviewed.getAsDouble() + missing.getAsDouble()), missed))
          : Optional.empty();
    }

    Estimate rate(double confidence) {
      return CrudeRate.of(ended, missed, HUNDRED, confidence);
    }

    Optional<Estimate> times(Events before, double confidence) {
      return RateRatio.of(ended, missed, before.ended, before.missed, confidence);
    }
  }

  /** Referrals ended after a miss, with a review and without. */
  static String discharges(ServiceFigures now) {
    OptionalDouble reviewed = now.value("discharges_after_dna", QUARTER, "complete");
    OptionalDouble missing = now.value("discharges_after_dna", QUARTER, "missing");
    return reviewed.isPresent() && missing.isPresent()
        ? Sentences.discharges(InBrief.WEEKS, reviewed.getAsDouble(), missing.getAsDouble())
        : "Nothing is known of referrals ended after a missed appointment.";
  }
}
