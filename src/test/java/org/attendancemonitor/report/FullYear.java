package org.attendancemonitor.report;

import static org.attendancemonitor.report.InventedReleases.Draft;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.attendancemonitor.statistics.Estimate;
import org.attendancemonitor.statistics.Proportion;
import org.attendancemonitor.statistics.SlopeIndex;
import org.attendancemonitor.statistics.WilsonInterval;

/**
 * An invented service of which everything is released that can be, with as many groups shown as
 * there are, and no two figures alike.
 */
final class FullYear {
  static final String SERVICE = "podiatry";

  static final List<String> FIFTHS = List.of("1", "2", "3", "4", "5");
  static final List<String> ETHNIC = List.of("asian", "black", "mixed", "other", "white");
  static final List<String> NEEDS = List.of("interpreter", "disability", "inclusion_health");

  /** Attended and missed of each group over 52 weeks, by attribute. */
  static final Map<String, Map<String, long[]>> GROUPS =
      Map.of(
          "deprivation_quintile",
          Map.of(
              "1", n(1_760, 245),
              "2", n(1_655, 215),
              "3", n(1_215, 130),
              "4", n(1_005, 95),
              "5", n(860, 65),
              "unknown", n(235, 35)),
          "ethnic_group",
          Map.of(
              "asian", n(1_025, 140),
              "black", n(465, 70),
              "mixed", n(230, 25),
              "other", n(145, 15),
              "white", n(3_870, 415),
              "not_stated", n(240, 25),
              "not_known", n(755, 90)),
          "age_band",
          Map.of(
              "0-4", n(300, 25),
              "5-15", n(805, 110),
              "16-17", n(175, 30),
              "18-24", n(365, 55),
              "25-34", n(560, 105),
              "35-49", n(965, 115),
              "50-64", n(1_265, 120),
              "65-74", n(1_010, 80),
              "75-84", n(985, 95),
              "85+", n(300, 50)),
          "sex",
          Map.of("female", n(3_545, 390), "male", n(3_085, 375), "other", n(100, 20)),
          "interpreter",
          Map.of("yes", n(470, 60), "no", n(5_040, 590), "unknown", n(1_220, 135)),
          "disability",
          Map.of("yes", n(305, 45), "no", n(855, 75), "unknown", n(5_570, 665)),
          "inclusion_health",
          Map.of("yes", n(50, 10), "unknown", n(6_680, 775)),
          "visit",
          Map.of("first", n(1_385, 205), "follow_up", n(5_345, 580)),
          "mode",
          Map.of(
              "in_person", n(4_910, 555),
              "telephone", n(960, 130),
              "video", n(215, 30),
              "home_visit", n(220, 20),
              "group", n(425, 50)),
          "site",
          Map.of(
              "Health Centre North", n(2_310, 280),
              "Health Centre South", n(1_000, 110),
              "Hospital East", n(2_415, 295),
              "Hospital West", n(1_005, 100)));

  private FullYear() {}

  private static long[] n(long attended, long dna) {
    return new long[] {attended, dna};
  }

  /**
   * Its release up to a day.
   *
   * @param more missed by the service as a whole, over 52 weeks
   */
  static Draft release(LocalDate upTo, long more) {
    Draft draft = new Draft(upTo);
    Random chance = new Random(upTo.toEpochDay());
    long attended = 6_730;
    long dna = 785 + more;
    draft.shown(SERVICE, "all", "all", attended, dna);
    draft.shown("dietetics", "all", "all", 2_431, 211);
    draft.shown("orthoptics", "all", "all", 1_093, 140);
    GROUPS.forEach(
        (dimension, groups) ->
            groups.forEach(
                (group, n) -> {
                  draft.shown(SERVICE, dimension, group, n[0], n[1]);
                  draft.gap(SERVICE, dimension, group, n, n(attended - n[0], dna - n[1]));
                  own(draft, some(chance, 0.12), "dna_standardised_ratio", dimension, group, "52w");
                }));
    own(draft, some(chance, 0.12), "dna_standardised_ratio", "all", "all", "13w");
    draft.hidden(SERVICE, "sex", "unknown");
    draft.hidden(SERVICE, "inclusion_health", "no");
    draft.hidden(SERVICE, "mode", "unknown");
    draft.hidden("dietetics", "sex", "other");
    gradient(draft);
    funnel(draft, SERVICE, 0.105, 0.091, 0.119);
    funnel(draft, "dietetics", 0.08, 0.083, 0.127);
    funnel(draft, "orthoptics", 0.114, 0.07, 0.143);
    draft.figure(1.3, "dna_design_effect", SERVICE, "all", "all", "52w");
    draft.figure(1.2, "dna_design_effect", SERVICE, "all", "all", "13w");
    known(draft);
    afterAMiss(draft, chance);
    waits(draft, chance);
    return draft;
  }

  /** A figure of the service with its limits; the labels that follow the service. */
  private static void own(Draft draft, Estimate figure, String family, String... labels) {
    draft.estimate(
        figure,
        family,
        Stream.concat(Stream.of(SERVICE), Stream.of(labels)).toArray(String[]::new));
  }

  /** A share with limits, about as large as given. */
  private static Estimate some(Random chance, double about) {
    double value = about * (0.7 + 0.6 * chance.nextDouble());
    return new Estimate(
        value,
        value * (0.6 + 0.3 * chance.nextDouble()),
        value * (1.1 + 0.4 * chance.nextDouble()));
  }

  private static void gradient(Draft draft) {
    List<Proportion> fifths =
        FIFTHS.stream()
            .map(fifth -> GROUPS.get("deprivation_quintile").get(fifth))
            .map(n -> new Proportion(n[1], n[0] + n[1]))
            .toList();
    SlopeIndex index = SlopeIndex.of(fifths, -1, 0.95).orElseThrow();
    own(draft, index.slope(), "dna_gradient", "52w", "sii");
    own(draft, index.ratio().orElseThrow(), "dna_gradient", "52w", "rii");
  }

  private static void funnel(
      Draft draft, String service, double value, double lower, double upper) {
    draft.figure(value, "funnel", service, "13w", "value");
    draft.figure(0.102, "funnel", service, "13w", "centre");
    draft.figure(lower, "funnel", service, "13w", "lower_2sd");
    draft.figure(upper, "funnel", service, "13w", "upper_2sd");
    draft.figure(lower - 0.013, "funnel", service, "13w", "lower_3sd");
    draft.figure(upper + 0.013, "funnel", service, "13w", "upper_3sd");
    draft.figure(0, "funnel_signal", service, "13w");
  }

  private static void known(Draft draft) {
    draft.figure(0.96, "known_ratio", SERVICE, "deprivation_quintile");
    draft.figure(0.85, "known_ratio", SERVICE, "ethnic_group");
    draft.figure(1, "known_ratio", SERVICE, "age_band");
    draft.figure(0.82, "known_ratio", SERVICE, "interpreter");
    draft.figure(0.17, "known_ratio", SERVICE, "disability");
  }

  private static void afterAMiss(Draft draft, Random chance) {
    draft.figure(31, "discharges_after_dna", SERVICE, "13w", "complete");
    draft.figure(4, "discharges_after_dna", SERVICE, "13w", "missing");
    for (String measure : List.of("any", "again", "repeat", "high")) {
      own(draft, some(chance, 0.2), "patients_missed_ratio", "52w", measure);
    }
    draft.figure(2.3 * 86_400, "support_first_contact_seconds", SERVICE, "all", "all", "13w", "50");
    draft.figure(9 * 86_400, "support_first_contact_seconds", SERVICE, "all", "all", "13w", "92");
  }

  private static void waits(Draft draft, Random chance) {
    wait(draft, chance, "all", "all", 412);
    FIFTHS.forEach(fifth -> wait(draft, chance, "deprivation_quintile", fifth, 80));
    ETHNIC.forEach(group -> wait(draft, chance, "ethnic_group", group, 75));
    NEEDS.forEach(need -> wait(draft, chance, need, "yes", 40));
    wait(draft, chance, "ethnic_group", "not_known", 30);
    compare(draft, chance, "deprivation_quintile", "1");
    ETHNIC.forEach(group -> compare(draft, chance, "ethnic_group", group));
    compare(draft, chance, "interpreter", "yes");
    draft.figure(49 * 86_400, "waiting_seconds", SERVICE, "all", "all", "50", "clock", "list");
    draft.figure(1.04, "queue", SERVICE, "load");
    draft.figure(1.83, "queue", SERVICE, "pressure");
    outcome(draft, "seen", new Estimate(0.834, 0.801, 0.862));
    outcome(draft, "removed_unseen", new Estimate(0.061, 0.048, 0.077));
  }

  private static void outcome(Draft draft, String outcome, Estimate share) {
    own(draft, share, "waiting_outcome_ratio", "all", "all", "52w", outcome);
  }

  private static void wait(
      Draft draft, Random chance, String dimension, String group, long waiting) {
    long over = waiting / 6 + chance.nextInt(10);
    draft.figure(waiting, "waiting_patients", SERVICE, dimension, group);
    for (String method : List.of("list", "km")) {
      long days = 56 + chance.nextInt(60);
      draft.figure(
          days * 86_400, "waiting_seconds", SERVICE, dimension, group, "50", "referral", method);
    }
    own(draft, wilson(over, waiting), "waiting_over_ratio", dimension, group, "18w");
    own(draft, wilson(over / 4, waiting), "waiting_over_ratio", dimension, group, "52w");
    draft.figure(5 + chance.nextInt(30), "removed_unseen", SERVICE, dimension, group, "52w");
  }

  private static Estimate wilson(long x, long n) {
    return WilsonInterval.estimate(new Proportion(x, n), 0.95);
  }

  private static void compare(Draft draft, Random chance, String dimension, String group) {
    double days = chance.nextInt(40) - 15;
    Estimate longer = new Estimate(days * 86_400, (days - 12) * 86_400, (days + 13) * 86_400);
    own(draft, longer, "waiting_comparison", dimension, group, "median_difference");
    draft.figure(
        chance.nextDouble(),
        "waiting_comparison",
        SERVICE,
        dimension,
        group,
        "log_rank_p",
        "estimate");
  }
}
