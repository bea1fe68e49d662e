package org.attendancemonitor.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.attendancemonitor.attendance.AttendanceRow;
import org.attendancemonitor.attendance.AttendanceRow.FirstContact;
import org.attendancemonitor.attendance.Priority;
import org.attendancemonitor.attendance.SpellRow;
import org.attendancemonitor.record.Derivation;
import org.attendancemonitor.record.Material;

/**
 * A large trust as the figures see it: the rows that are derived from its messages, without the
 * messages. For measuring the figures at a size that would take an hour to load. Equal plans give
 * equal rows.
 */
public final class CountedTrust {
  /** Patient rows from here on, so that they never meet those of messages. */
  private static final long FIRST_ROW = 1_000_000_000L;

  private static final int DAYS = 728;
  private static final int SITES = 6;

  /** Mean days from a referral to the end of its wait. */
  private static final double MEAN_WAIT = 80;

  private static final List<String> ETHNIC_GROUPS =
      List.of("white", "asian", "black", "mixed", "other", "not_stated", "not_known");
  private static final List<String> AGES =
      List.of("0-4", "5-15", "16-17", "18-24", "25-34", "35-49", "50-64", "65-74", "75-84", "85+");
  private static final List<String> MODES =
      List.of("in_person", "telephone", "video", "home_visit", "group");

  private static final List<String> OUTCOMES =
      List.of(
          "attended", "dna", "late_not_seen", "patient_cancelled", "provider_cancelled", "unknown");

  private final Plan plan;

  /**
   * How large.
   *
   * @param services how many
   * @param patients how many
   * @param appointments how many together
   * @param end the first day without any
   * @param seed any number
   */
  public record Plan(int services, int patients, int appointments, LocalDate end, long seed) {

    /**
     * @throws IllegalArgumentException where a number is below its floor
     */
    public Plan {
      atLeast("services", 1, services);
      atLeast("patients", 100, patients);
      atLeast("appointments", patients, appointments);
    }

    private static void atLeast(String name, int least, int found) {
      if (found < least) {
        throw new IllegalArgumentException(
            name + ": expected at least " + least + ", found " + found);
      }
    }
  }

  /** The trust of a plan. */
  public CountedTrust(Plan plan) {
    this.plan = plan;
  }

  /** What was derived for each person, in order of their rows. */
  public Stream<Derivation> people(Instant now) {
    return LongStream.range(0, plan.patients()).mapToObj(person -> loaded(person, now));
  }

  /**
   * What a day brings: as many people as have an appointment a day have one more; one in twenty of
   * them has an earlier outcome corrected, one in seventy an ethnic group that was not known, and
   * one in seven is referred.
   *
   * @param number of the day after the end, from 0; no two days concern the same person
   */
  public Stream<Derivation> day(int number, Instant now) {
    long each = Math.max(1, plan.appointments() / DAYS);
    long first = number * each;
    if (first + each > plan.patients()) {
      throw new IllegalArgumentException(
          "number: expected a day below " + plan.patients() / each + ", found " + number);
    }
    return LongStream.range(first, first + each)
        .mapToObj(person -> news(person, plan.end().plusDays(number), now));
  }

  private Derivation loaded(long person, Instant now) {
    List<AttendanceRow> rows = rows(person);
    return derivation(person, List.of(), rows, List.of(), spells(person, rows.get(0)), now);
  }

  private Derivation news(long person, LocalDate day, Instant now) {
    Draw draw = Draw.of(plan.seed(), 2, person);
    List<AttendanceRow> before = rows(person);
    List<AttendanceRow> after = new ArrayList<>(before);
    after.add(row(draw, before.get(0), "new", day, before.get(0).ethnicGroup()));
    if (draw.chance(0.05)) {
      AttendanceRow old = before.get(before.size() - 1);
      after.set(before.size() - 1, row(draw, old, old.appointment(), old.day(), old.ethnicGroup()));
    }
    if (draw.chance(1 / 70.0)) {
      after.replaceAll(row -> withEthnicGroup(row, "asian"));
    }
    List<SpellRow> known = spells(person, before.get(0));
    List<SpellRow> spells = new ArrayList<>(known);
    if (draw.chance(1 / 7.0)) {
      spells.add(spell(draw, person + "-new", before.get(0), day));
    }
    return derivation(person, before, List.copyOf(after), known, List.copyOf(spells), now);
  }

  private static Derivation derivation(
      long person,
      List<AttendanceRow> before,
      List<AttendanceRow> after,
      List<SpellRow> spellsBefore,
      List<SpellRow> spells,
      Instant now) {
    Material material =
        new Material(
            Set.of(FIRST_ROW + person),
            List.of(),
            List.of(),
            List.of(),
            before,
            List.of(),
            List.of(),
            spellsBefore);
    return new Derivation(
        material, List.of(), after, List.of(), List.of(), spells, null, false, now);
  }

  private List<AttendanceRow> rows(long person) {
    Draw draw = Draw.of(plan.seed(), 1, person);
    double mean = (double) plan.appointments() / plan.patients();
    int n = 1 + draw.between(0, (int) Math.round(2 * (mean - 1)));
    int service = draw.between(0, plan.services() - 1);
    AttendanceRow likeness = likeness(draw, person, service);
    List<AttendanceRow> rows = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      LocalDate day = plan.end().minusDays(draw.between(1, DAYS));
      rows.add(row(draw, likeness, String.valueOf(i), day, likeness.ethnicGroup()));
    }
    return rows;
  }

  /** One referral, or two; about one in nine still waits. */
  private List<SpellRow> spells(long person, AttendanceRow likeness) {
    Draw draw = Draw.of(plan.seed(), 3, person);
    List<SpellRow> spells = new ArrayList<>();
    int n = draw.chance(0.3) ? 2 : 1;
    for (int i = 0; i < n; i++) {
      LocalDate referred = plan.end().minusDays(draw.between(1, DAYS));
      spells.add(spell(draw, person + "-" + i, likeness, referred));
    }
    return spells;
  }

  private SpellRow spell(Draw draw, String referral, AttendanceRow likeness, LocalDate referred) {
    int days = (int) (-MEAN_WAIT * Math.log1p(-draw.share()));
    boolean waits = !referred.plusDays(days).isBefore(plan.end());
    SpellRow.Exit exit =
        switch (draw.weighted(92, 7, 1)) {
          case 0 -> SpellRow.Exit.SEEN;
          case 1 -> SpellRow.Exit.REMOVED;
          default -> SpellRow.Exit.DIED;
        };
    List<LocalDate> clock =
        draw.chance(0.1)
            ? List.of(referred, referred.plusDays(days / 2), referred.plusDays(days / 2 + 9))
            : List.of(referred);
    return new SpellRow(
        referral,
        likeness.service(),
        draw.chance(0.1) ? Priority.URGENT : Priority.ROUTINE,
        referred,
        referred,
        clock,
        draw.chance(0.3) ? List.of(referred.plusDays(1 + days / 3)) : List.of(),
        waits ? null : referred.plusDays(days),
        waits ? null : exit,
        likeness.deprivation(),
        likeness.ethnicGroup(),
        likeness.ageBand(),
        likeness.sex(),
        likeness.interpreter(),
        likeness.disability(),
        likeness.inclusionHealth());
  }

  private static AttendanceRow likeness(Draw draw, long person, int service) {
    int age = draw.weighted(2, 5, 2, 7, 11, 18, 21, 15, 13, 6);
    return new AttendanceRow(
        person + "-",
        "service-%02d".formatted(service),
        LocalDate.EPOCH,
        "attended",
        age < 2,
        String.valueOf(draw.between(1, 5)),
        ETHNIC_GROUPS.get(draw.weighted(70, 9, 5, 3, 3, 4, 6)),
        AGES.get(age),
        draw.chance(0.58) ? "female" : "male",
        draw.chance(0.06) ? "yes" : "no",
        draw.pick(List.of("yes", "no", "no", "unknown")),
        draw.chance(0.03) ? "yes" : "no",
        "unknown",
        "in_person",
        "follow_up",
        null,
        null);
  }

  /** A row of this person, some of whom miss more than others. */
  private AttendanceRow row(
      Draw draw, AttendanceRow likeness, String appointment, LocalDate day, String ethnicGroup) {
    double missing = 0.05 + 0.03 * (5 - Integer.parseInt(likeness.deprivation()));
    int outcome = draw.weighted(0.8 - missing, missing, 0.1 * missing, 0.08, 0.05, 0.01);
    String id =
        appointment.startsWith(likeness.appointment())
            ? appointment
            : likeness.appointment() + appointment;
    return new AttendanceRow(
        id,
        likeness.service(),
        day,
        OUTCOMES.get(outcome),
        likeness.wasNotBroughtGroup(),
        likeness.deprivation(),
        ethnicGroup,
        likeness.ageBand(),
        likeness.sex(),
        likeness.interpreter(),
        likeness.disability(),
        likeness.inclusionHealth(),
        "site-" + draw.between(1, SITES),
        MODES.get(draw.weighted(70, 12, 6, 9, 3)),
        draw.chance(0.25) ? "first" : "follow_up",
        null,
        OUTCOMES.get(outcome).equals("dna") ? firstContact(draw, day) : null);
  }

  private static FirstContact firstContact(Draw draw, LocalDate day) {
    Instant heard = day.atTime(17, 0).atZone(TrustPlan.ZONE).toInstant();
    boolean tried = draw.chance(0.8);
    return new FirstContact(
        heard, tried ? heard.plus(Duration.ofHours(draw.between(1, 150))) : null, null);
  }

  private static AttendanceRow withEthnicGroup(AttendanceRow row, String group) {
    return new AttendanceRow(
        row.appointment(),
        row.service(),
        row.day(),
        row.outcome(),
        row.wasNotBroughtGroup(),
        row.deprivation(),
        group,
        row.ageBand(),
        row.sex(),
        row.interpreter(),
        row.disability(),
        row.inclusionHealth(),
        row.site(),
        row.mode(),
        row.visit(),
        row.answer(),
        row.firstContact());
  }
}
