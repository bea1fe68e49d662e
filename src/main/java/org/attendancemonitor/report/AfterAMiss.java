package org.attendancemonitor.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.attendancemonitor.equity.RepeatSettings;

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

  /** Referrals ended after a miss, with a review and without. */
  static String discharges(ServiceFigures now) {
    OptionalDouble reviewed = now.value("discharges_after_dna", QUARTER, "complete");
    OptionalDouble missing = now.value("discharges_after_dna", QUARTER, "missing");
    return reviewed.isPresent() && missing.isPresent()
        ? Sentences.discharges(InBrief.WEEKS, reviewed.getAsDouble(), missing.getAsDouble())
        : "Nothing is known of referrals ended after a missed appointment.";
  }
}
