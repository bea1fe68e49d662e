package org.attendancemonitor.equity;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A waiting list whose groups are small, as it goes on: referrals week by week, people who are seen
 * or leave otherwise, late news, corrected ends, and people who turn out to be one. It keeps its
 * own books, so that what was true needs none of the code under test.
 */
final class SmallList {
  static final String NAME = SmallService.NAME;

  private final Ward ward;
  private final Random random;
  private final double[] perWeek;
  private final double weeksToBeSeen;
  private final List<Row> rows = new ArrayList<>();

  /** One referral as it is known now. */
  static final class Row {
    private final String id;
    private final LocalDate referred;
    private final LocalDate leaves;
    private long patient;
    private int group;
    private LocalDate left;
    private String exit;

    Row(String id, LocalDate referred, LocalDate leaves, long patient, int group) {
      this.id = id;
      this.referred = referred;
      this.leaves = leaves;
      this.patient = patient;
      this.group = group;
    }

    int group() {
      return group;
    }

    long patient() {
      return patient;
    }

    /** Waits at the end of a day, and had been referred so many days before, or more. */
    boolean waits(LocalDate day, int days) {
      return !referred.isAfter(day.minusDays(days)) && (left == null || left.isAfter(day));
    }

    /** Had left the list in this way by the end of a day. */
    boolean gone(String how, LocalDate day) {
      return how.equals(exit) && !left.isAfter(day);
    }
  }

  SmallList(Ward ward, Random random) {
    this.ward = ward;
    this.random = random;
    this.weeksToBeSeen = 10 + random.nextInt(25);
    this.perWeek = new double[2 + random.nextInt(4)];
    for (int group = 0; group < perWeek.length; group++) {
      perWeek[group] = Math.exp(3 * random.nextDouble() - 1.5);
    }
  }

  int groups() {
    return perWeek.length;
  }

  List<Row> rows() {
    return rows;
  }

  /** The referrals of a Monday, and those who leave by Sunday. */
  void week(LocalDate day) {
    for (int group = 0; group < perWeek.length; group++) {
      double mean = perWeek[group] * (0.5 + random.nextDouble());
      for (int i = 0; i < mean || random.nextDouble() < mean - i; i++) {
        refer(day, group);
      }
    }
    for (Row row : rows) {
      if (row.left == null && !row.leaves.isAfter(day.plusDays(6))) {
        end(row, row.leaves, exit());
      }
    }
  }

  private void refer(LocalDate day, int group) {
    long patient = group * 10_000L + random.nextInt(2_000);
    double weeks = -weeksToBeSeen * Math.log(1 - random.nextDouble());
    String id = ward.spell(patient, NAME, day, null, null, who(group));
    rows.add(new Row(id, day, day.plusDays(1 + Math.round(7 * weeks)), patient, group));
  }

  private static Map<String, String> who(int group) {
    return Ward.who("deprivation", SmallService.group(group));
  }

  private void end(Row row, LocalDate day, String exit) {
    row.left = day;
    row.exit = exit;
    ward.leaves(row.id, day, exit);
  }

  private String exit() {
    double draw = random.nextDouble();
    return draw < 0.7 ? "seen" : draw < 0.92 ? "removed" : draw < 0.96 ? "died" : "moved";
  }

  /** News of weeks ago: a referral nobody had heard of, an end that was another, a merger. */
  void hearOfThePast(LocalDate today) {
    refer(today.minusDays(8 + random.nextInt(200)), random.nextInt(perWeek.length));
    Row wrong = rows.get(random.nextInt(rows.size()));
    if (wrong.left != null) {
      end(wrong, wrong.left, exit());
    }
    Row one = rows.get(random.nextInt(rows.size()));
    Row other = rows.get(random.nextInt(rows.size()));
    long gone = other.patient;
    for (Row row : rows) {
      if (row.patient == gone) {
        row.patient = one.patient;
        row.group = one.group;
        ward.waitBelongsTo(row.id, one.patient, SmallService.group(one.group));
      }
    }
  }
}
