package org.attendancemonitor.equity;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A service whose groups are small, as it goes on: appointments week by week, late news, corrected
 * outcomes, and people who turn out to be one. It keeps its own books, so that what was true needs
 * none of the code under test.
 */
final class SmallService {
  static final String NAME = "podiatry";

  private final Ward ward;
  private final Random random;
  private final double[] perWeek;
  private final List<Row> rows = new ArrayList<>();

  /** One appointment as it is known now. */
  private static final class Row {
    final String id;
    final LocalDate day;
    long patient;
    int group;
    String outcome;

    Row(String id, LocalDate day, long patient, int group, String outcome) {
      this.id = id;
      this.day = day;
      this.patient = patient;
      this.group = group;
      this.outcome = outcome;
    }
  }

  SmallService(Ward ward, Random random) {
    this.ward = ward;
    this.random = random;
    this.perWeek = new double[2 + random.nextInt(5)];
    for (int group = 0; group < perWeek.length; group++) {
      perWeek[group] = Math.exp(4 * random.nextDouble() - 0.5);
    }
  }

  int groups() {
    return perWeek.length;
  }

  /** As in the metrics. */
  static String group(int group) {
    return String.valueOf(group + 1);
  }

  void week(LocalDate day) {
    for (int group = 0; group < perWeek.length; group++) {
      for (long i = Math.round(perWeek[group] * (0.5 + random.nextDouble())); i > 0; i--) {
        add(day, group);
      }
    }
  }

  private void add(LocalDate day, int group) {
    long patient = group * 1000L + 1 + random.nextInt(80);
    String outcome = outcome();
    String id =
        ward.appointment(patient, NAME, day, outcome, Ward.who("deprivation", group(group)));
    rows.add(new Row(id, day, patient, group, outcome));
  }

  /** News of weeks ago: some were not heard of, some ended otherwise, and two people are one. */
  void hearOfThePast(LocalDate today) {
    add(today.minusDays(8 + random.nextInt(200)), random.nextInt(perWeek.length));
    for (int i = 0; i < 2; i++) {
      Row row = rows.get(random.nextInt(rows.size()));
      row.outcome = outcome();
      ward.correct(row.id, row.outcome);
    }
    Row one = rows.get(random.nextInt(rows.size()));
    Row other = rows.get(random.nextInt(rows.size()));
    long gone = other.patient;
    for (Row row : rows) {
      if (row.patient == gone) {
        row.patient = one.patient;
        row.group = one.group;
        ward.belongsTo(row.id, one.patient, group(one.group));
      }
    }
  }

  private String outcome() {
    double draw = random.nextDouble();
    return draw < 0.75
        ? "attended"
        : draw < 0.85
            ? "dna"
            : draw < 0.87
                ? "late_not_seen"
                : draw < 0.93
                    ? "patient_cancelled"
                    : draw < 0.97 ? "provider_cancelled" : "unknown";
  }

  /** How many of a group ended in one of these ways after one day and up to another. */
  long count(int group, Set<String> outcomes, LocalDate after, LocalDate upTo) {
    return rows.stream()
        .filter(row -> row.group == group && outcomes.contains(row.outcome))
        .filter(row -> row.day.isAfter(after) && !row.day.isAfter(upTo))
        .count();
  }

  /** Of all groups. */
  long count(Set<String> outcomes, LocalDate after, LocalDate upTo) {
    return rows.stream()
        .filter(row -> outcomes.contains(row.outcome))
        .filter(row -> row.day.isAfter(after) && !row.day.isAfter(upTo))
        .count();
  }

  /** Whose appointments were kept or missed. */
  long patients(int group, LocalDate after, LocalDate upTo) {
    return rows.stream()
        .filter(row -> row.group == group)
        .filter(row -> Set.of("attended", "dna", "late_not_seen").contains(row.outcome))
        .filter(row -> row.day.isAfter(after) && !row.day.isAfter(upTo))
        .map(row -> row.patient)
        .collect(Collectors.toSet())
        .size();
  }
}
