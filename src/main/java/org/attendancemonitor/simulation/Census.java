package org.attendancemonitor.simulation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The population of a synthetic trust: a pure function from a person's index to the person. */
final class Census {
  private static final int PEOPLE = 1;
  private static final int AREAS = 2;
  private static final int POOL = 300;

  /** Share of residents by decile; more deprived than England, as trusts in towns are. */
  private static final double[] DECILES = {16, 14, 12, 11, 10, 9, 8, 7, 7, 6};

  private static final int[] AGES = {2, 5, 16, 25, 35, 50, 65, 75, 85, 96};
  private static final double[] AGE_WEIGHTS = {7, 11, 7, 9, 14, 18, 15, 13, 6};

  private static final List<String> LETTERS =
      List.of("A", "B", "C", "D", "E", "F", "G", "H", "J", "K", "L", "M", "N", "P", "R", "S");
  private static final double[] LETTER_WEIGHTS = {
    60, 1, 6, 1.4, 0.7, 0.9, 1, 5, 6, 3, 2.5, 2, 5, 1.5, 1, 3
  };
  private static final List<String> LANGUAGES =
      List.of("ur", "pl", "ro", "bn", "ar", "so", "pa", "bfi");

  private static final List<String> TOLD =
      List.of(
          "prefers-mornings",
          "prefers-afternoons",
          "prefers-evenings",
          "transport",
          "work-pattern",
          "no-voicemail",
          "no-text",
          "not-through-others",
          "impact-work",
          "impact-caring",
          "impact-independence");
  private static final double[] TOLD_WEIGHTS = {24, 12, 14, 12, 10, 7, 4, 3, 6, 4, 4};

  private static final List<String> STARTS =
      List.of("Bro", "Cla", "Dri", "Fen", "Gwo", "Jel", "Kra", "Lum", "Mip", "Nol", "Plo", "Qua");
  private static final List<String> MIDDLES =
      List.of("ba", "ddi", "fu", "gga", "lvo", "mbe", "nki", "rpa", "sto", "xu");
  private static final List<String> ENDS =
      List.of("bix", "dorp", "fle", "gon", "kin", "lop", "nax", "que", "tup", "wick");

  private final TrustPlan plan;
  private final List<Lsoa> pool;

  Census(TrustPlan plan) {
    this.plan = plan;
    this.pool = pool(plan);
  }

  private static List<Lsoa> pool(TrustPlan plan) {
    List<List<Lsoa>> byDecile = new ArrayList<>();
    double[] weights = new double[10];
    for (int decile = 1; decile <= 10; decile++) {
      int wanted = decile;
      byDecile.add(plan.areas().stream().filter(area -> area.decile() == wanted).toList());
      weights[decile - 1] = byDecile.get(decile - 1).isEmpty() ? 0 : DECILES[decile - 1];
    }
    Draw draw = Draw.of(plan.seed(), AREAS, 0);
    List<Lsoa> areas = new ArrayList<>();
    for (int i = 0; i < POOL; i++) {
      areas.add(draw.pick(byDecile.get(draw.weighted(weights))));
    }
    return areas;
  }

  Resident resident(int index) {
    Draw draw = Draw.of(plan.seed(), PEOPLE, index);
    boolean homeless = draw.chance(0.008);
    Lsoa area = homeless || draw.chance(0.03) ? null : draw.pick(pool);
    int age = draw.weighted(AGE_WEIGHTS);
    LocalDate birth =
        plan.start().minusDays(draw.between(AGES[age] * 365 + 400, AGES[age + 1] * 365 + 380));
    String ethnicity = LETTERS.get(draw.weighted(LETTER_WEIGHTS));
    boolean interpreter = draw.chance(Propensity.white(ethnicity) ? 0.02 : 0.16);
    return new Resident(
        index,
        index < TestNumbers.SIZE ? TestNumbers.number(index) : null,
        "ZZTest-" + draw.pick(STARTS) + draw.pick(MIDDLES) + draw.pick(ENDS),
        draw.pick(STARTS) + draw.pick(ENDS),
        draw.chance(0.005) ? "other" : draw.chance(0.53) ? "female" : "male",
        birth,
        area,
        homeless,
        ethnicity,
        stated(draw, ethnicity),
        interpreter ? draw.pick(LANGUAGES) : "en",
        interpreter,
        interpreter || draw.chance(0.8),
        draw.chance(0.02),
        draw.chance(0.02),
        draw.chance(0.03),
        draw.chance(0.12) ? TOLD.get(draw.weighted(TOLD_WEIGHTS)) : null);
  }

  private static String stated(Draw draw, String ethnicity) {
    return switch (draw.weighted(86, 3, 4, 7)) {
      case 0 -> ethnicity;
      case 1 -> "Z";
      case 2 -> "99";
      default -> null;
    };
  }
}
