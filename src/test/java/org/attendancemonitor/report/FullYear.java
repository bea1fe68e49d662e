package org.attendancemonitor.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.attendancemonitor.statistics.Estimate;
import org.attendancemonitor.statistics.Proportion;
import org.attendancemonitor.statistics.SlopeIndex;
import org.attendancemonitor.statistics.WilsonInterval;

/** An invented service of which everything is known that a release can tell. */
final class FullYear {
  static final String SERVICE = "podiatry";

  /** Attended and missed of each group, by attribute. */
  private static final Map<String, List<Object[]>> GROUPS =
      Map.of(
          "deprivation_quintile",
          List.of(
              group("1", 1_760, 245),
              group("2", 1_655, 215),
              group("3", 1_215, 130),
              group("4", 1_005, 95),
              group("5", 860, 65),
              group("unknown", 235, 35)),
          "ethnic_group",
          List.of(
              group("asian", 1_025, 140),
              group("black", 465, 70),
              group("mixed", 230, 25),
              group("other", 145, 15),
              group("white", 3_870, 415),
              group("not_stated", 240, 25),
              group("not_known", 755, 90)),
          "age_band",
          List.of(
              group("5-15", 805, 110),
              group("16-17", 175, 25),
              group("18-24", 365, 55),
              group("25-34", 560, 105),
              group("35-49", 965, 115),
              group("50-64", 1_265, 130),
              group("65-74", 1_010, 80),
              group("75-84", 985, 95),
              group("85+", 600, 70)),
          "sex",
          List.of(group("female", 3_545, 390), group("male", 3_185, 395)),
          "interpreter",
          List.of(group("yes", 470, 65), group("no", 5_035, 580), group("unknown", 1_220, 135)),
          "disability",
          List.of(group("yes", 305, 45), group("unknown", 6_420, 735)),
          "inclusion_health",
          List.of(group("yes", 50, 10), group("unknown", 6_685, 765)),
          "visit",
          List.of(group("first", 1_385, 205), group("follow_up", 5_345, 580)),
          "mode",
          List.of(
              group("in_person", 5_340, 600),
              group("telephone", 960, 135),
              group("group", 425, 50)),
          "site",
          List.of(group("Health Centre North", 3_310, 380), group("Hospital East", 3_415, 405)));

  private FullYear() {}

  private static Object[] group(String name, long attended, long dna) {
    return new Object[] {name, attended, dna};
  }

  /** Its release up to a day; missed more often by a factor. */
  static InventedReleases.Draft release(LocalDate upTo, double factor) {
    InventedReleases.Draft draft = new InventedReleases.Draft(upTo);
    long attended = 6_732;
    long dna = Math.round(785 * factor);
    draft.shown(SERVICE, "all", "all", attended, dna);
    draft.shown("dietetics", "all", "all", 2_431, 211);
    draft.shown("orthoptics", "all", "all", 1_093, 140);
    draft.hidden("dietetics", "sex", "other");
    GROUPS.forEach(
        (dimension, groups) -> {
          for (Object[] group : groups) {
            long kept = (Long) group[1];
            long missed = Math.round((Long) group[2] * factor / 5) * 5;
            draft.shown(SERVICE, dimension, (String) group[0], kept, missed);
            draft.estimate(
                new Estimate(0.12, 0.1, 0.14),
                "dna_standardised_ratio",
                SERVICE,
                dimension,
                (String) group[0],
                "52w");
            draft.gap(
                SERVICE,
                dimension,
                (String) group[0],
                kept,
                missed,
                attended - kept,
                Math.max(0, dna - missed));
          }
        });
    draft.hidden(SERVICE, "sex", "other");
    draft.hidden(SERVICE, "disability", "no");
    draft.hidden(SERVICE, "inclusion_health", "no");
    draft.hidden(SERVICE, "age_band", "0-4");
    SlopeIndex.of(fifths(factor), -1, 0.95)
        .ifPresent(
            index -> {
              draft.estimate(index.slope(), "dna_gradient", SERVICE, "52w", "sii");
              draft.estimate(index.ratio().orElseThrow(), "dna_gradient", SERVICE, "52w", "rii");
            });
    funnel(draft, SERVICE, 0.105, 0.091, 0.119);
    funnel(draft, "dietetics", 0.08, 0.083, 0.127);
    funnel(draft, "orthoptics", 0.114, 0.07, 0.143);
    draft.figure(1.3, "dna_design_effect", SERVICE, "all", "all", "52w");
    draft.figure(1.2, "dna_design_effect", SERVICE, "all", "all", "13w");
    known(draft);
    draft.figure(31, "discharges_after_dna", SERVICE, "13w", "complete");
    draft.figure(4, "discharges_after_dna", SERVICE, "13w", "missing");
    draft.figure(2.3 * 86400, "support_first_contact_seconds", SERVICE, "all", "all", "13w", "50");
    draft.figure(9 * 86400, "support_first_contact_seconds", SERVICE, "all", "all", "13w", "92");
    for (String measure : List.of("any", "again", "repeat", "high")) {
      draft.estimate(
          new Estimate(0.213, 0.201, 0.226), "patients_missed_ratio", SERVICE, "52w", measure);
    }
    waits(draft);
    return draft;
  }

  private static void waits(InventedReleases.Draft draft) {
    wait(draft, "all", "all", 412, 63, 88, 126);
    String[] needs = {"interpreter", "disability", "inclusion_health"};
    for (int fifth = 1; fifth <= 5; fifth++) {
      wait(
          draft,
          "deprivation_quintile",
          String.valueOf(fifth),
          110 - 10 * fifth,
          84 - 7 * fifth,
          30 - 4 * fifth,
          30);
    }
    int step = 0;
    for (String group : List.of("asian", "black", "mixed", "other", "white")) {
      wait(draft, "ethnic_group", group, 60 + 5 * step, 70 + 7 * step, 15 + 2 * step, 20);
      compare(draft, "ethnic_group", group, 4 + 7 * step);
      step++;
    }
    for (String need : needs) {
      wait(draft, need, "yes", 45, 91, 15, 10);
    }
    compare(draft, "deprivation_quintile", "1", 14);
    compare(draft, "interpreter", "yes", -3);
    draft.figure(1.04, "queue", SERVICE, "load");
    draft.figure(1.83, "queue", SERVICE, "pressure");
    draft.figure(210, "queue", SERVICE, "target_size");
    draft.figure(49 * 86400, "waiting_seconds", SERVICE, "all", "all", "50", "clock", "list");
    draft.estimate(
        new Estimate(0.12, 0.1, 0.14), "dna_standardised_ratio", SERVICE, "all", "all", "13w");
    draft.estimate(
        new Estimate(0.83, 0.80, 0.86),
        "waiting_outcome_ratio",
        SERVICE,
        "all",
        "all",
        "52w",
        "seen");
    draft.estimate(
        new Estimate(0.061, 0.048, 0.077),
        "waiting_outcome_ratio",
        SERVICE,
        "all",
        "all",
        "52w",
        "removed_unseen");
  }

  private static void wait(
      InventedReleases.Draft draft,
      String dimension,
      String group,
      long waiting,
      int days,
      long over,
      long removed) {
    draft.figure(waiting, "waiting_patients", SERVICE, dimension, group);
    draft.figure(
        days * 86400, "waiting_seconds", SERVICE, dimension, group, "50", "referral", "list");
    draft.figure(
        (days + 14) * 86400, "waiting_seconds", SERVICE, dimension, group, "50", "referral", "km");
    draft.estimate(
        WilsonInterval.estimate(new Proportion(over, waiting), 0.95),
        "waiting_over_ratio",
        SERVICE,
        dimension,
        group,
        "18w");
    draft.estimate(
        WilsonInterval.estimate(new Proportion(over / 5, waiting), 0.95),
        "waiting_over_ratio",
        SERVICE,
        dimension,
        group,
        "52w");
    draft.figure(removed, "removed_unseen", SERVICE, dimension, group, "52w");
  }

  private static void compare(
      InventedReleases.Draft draft, String dimension, String group, int days) {
    draft.estimate(
        new Estimate(days * 86400, (days - 12) * 86400, (days + 13) * 86400),
        "waiting_comparison",
        SERVICE,
        dimension,
        group,
        "median_difference");
    draft.figure(0.034, "waiting_comparison", SERVICE, dimension, group, "log_rank_p", "estimate");
    draft.figure(
        4.51, "waiting_comparison", SERVICE, dimension, group, "log_rank_chi_square", "estimate");
  }

  private static List<Proportion> fifths(double factor) {
    return GROUPS.get("deprivation_quintile").stream()
        .limit(5)
        .map(
            fifth -> {
              long missed = Math.round((Long) fifth[2] * factor / 5) * 5;
              return new Proportion(missed, (Long) fifth[1] + missed);
            })
        .toList();
  }

  private static void funnel(
      InventedReleases.Draft draft, String service, double value, double inner, double outer) {
    draft.figure(value, "funnel", service, "13w", "value");
    draft.figure(0.105, "funnel", service, "13w", "centre");
    draft.figure(inner, "funnel", service, "13w", "lower_2sd");
    draft.figure(outer, "funnel", service, "13w", "upper_2sd");
    draft.figure(inner - 0.01, "funnel", service, "13w", "lower_3sd");
    draft.figure(outer + 0.01, "funnel", service, "13w", "upper_3sd");
    draft.figure(0, "funnel_signal", service, "13w");
  }

  private static void known(InventedReleases.Draft draft) {
    draft.figure(0.96, "known_ratio", SERVICE, "deprivation_quintile");
    draft.figure(0.85, "known_ratio", SERVICE, "ethnic_group");
    draft.figure(1, "known_ratio", SERVICE, "age_band");
    draft.figure(0.82, "known_ratio", SERVICE, "interpreter");
    draft.figure(0.05, "known_ratio", SERVICE, "disability");
  }
}
