package org.attendancemonitor.equity;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import org.attendancemonitor.record.KeptRelease;

/**
 * A service as it goes on, some of whose groups are large and some small: appointments of the same
 * people week after week, attempts to reach those who missed, and referrals that wait.
 */
final class Clinic {
  static final String NAME = "podiatry";

  /** People of each fifth of deprivation. */
  private static final int[] PEOPLE = {420, 300, 240, 200, 170};

  private static final List<String> BANDS = List.of("0-4", "18-24", "50-64", "75-84");

  private static final LocalDate START = LocalDate.of(2026, 10, 5);
  private static final int HISTORY = 60;

  private final Ward ward;
  private final Random random = new Random(20261126);

  /** A release as it is kept, and as it is published. */
  record Made(KeptRelease kept, Release release) {
    Exposition text() {
      return new Exposition(release, Set.of(NAME));
    }
  }

  private Clinic(Ward ward) {
    this.ward = ward;
  }

  /**
   * Releases of a year and more.
   *
   * @param weeks of the releases, the first 0
   * @param settings of the release of a week
   */
  static List<Made> releases(Ward ward, List<Integer> weeks, IntFunction<EquitySettings> settings) {
    return made(ward, weeks, week -> started(ward, settings.apply(week)));
  }

  /** Figures that remember no release yet. */
  static Figures started(Ward ward, EquitySettings settings) {
    return new Figures(settings, ward.tallies, ward.releases, Map.of());
  }

  /**
   * Releases of a year and more.
   *
   * @param by makes the release of a week
   */
  static List<Made> made(Ward ward, List<Integer> weeks, IntFunction<Figures> by) {
    Clinic clinic = new Clinic(ward);
    List<Made> made = new ArrayList<>();
    for (int week = -HISTORY; week <= weeks.get(weeks.size() - 1); week++) {
      LocalDate monday = START.plusWeeks(week);
      if (weeks.contains(week)) {
        ward.count();
        Release release =
            by.apply(week).release(Instant.parse(monday + "T06:00:00Z")).orElseThrow();
        made.add(new Made(ward.releases.latest().orElseThrow(), release));
      }
      clinic.week(monday);
    }
    return made;
  }

  private void week(LocalDate day) {
    for (int fifth = 0; fifth < PEOPLE.length; fifth++) {
      for (int i = 0; i < PEOPLE[fifth] / 10; i++) {
        appointment(fifth, day.plusDays(random.nextInt(5)));
      }
      for (int i = 0; i < PEOPLE[fifth] / 60; i++) {
        referral(fifth, day.plusDays(random.nextInt(5)));
      }
    }
  }

  private void appointment(int fifth, LocalDate day) {
    // Some come far more often than others.
    long patient = (long) (PEOPLE[fifth] * Math.pow(random.nextDouble(), 2));
    double missing = (0.28 - 0.04 * fifth) * (patient % 3 == 0 ? 1.8 : 0.6);
    double draw = random.nextDouble();
    String outcome =
        draw < 0.05
            ? "patient_cancelled"
            : draw < 0.08 ? "late_not_seen" : draw < 0.08 + missing ? "dna" : "attended";
    String id = ward.appointment(1_000L * fifth + patient, NAME, day, outcome, who(fifth, patient));
    if (outcome.equals("dna") && day.isAfter(START.minusWeeks(14))) {
      Instant heard = day.atTime(17, 0).toInstant(ZoneOffset.UTC);
      boolean tried = random.nextInt(5) > 0;
      ward.followed(
          id, heard, tried ? heard.plusSeconds(3_600L * random.nextInt(400)) : null, null);
    }
  }

  private void referral(int fifth, LocalDate day) {
    long patient = random.nextInt(PEOPLE[fifth]);
    double weeks = -(10 + 3 * fifth) * Math.log(1 - random.nextDouble());
    LocalDate leaves = day.plusDays(1 + Math.round(7 * weeks));
    String exit = random.nextInt(5) > 0 ? "seen" : "removed";
    ward.spell(1_000L * fifth + patient, NAME, day, leaves, exit, who(4 - fifth, patient));
  }

  private static Map<String, String> who(int fifth, long patient) {
    return Ward.who(
        "deprivation",
        String.valueOf(fifth + 1),
        "sex",
        patient % 40 == 7
            ? "other"
            : patient % 40 == 9 ? "unknown" : patient % 2 == 0 ? "female" : "male",
        "age_band",
        BANDS.get((int) (patient % 7 % 4)),
        "was_not_brought",
        patient % 7 % 4 == 0 ? "yes" : "no");
  }
}
