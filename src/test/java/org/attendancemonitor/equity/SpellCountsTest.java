package org.attendancemonitor.equity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.attendancemonitor.record.Counts;
import org.attendancemonitor.record.Subject;
import org.attendancemonitor.record.TallyKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts of waits and of their ends, against counting them one by one. */
class SpellCountsTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 22);

  @TempDir Path folder;

  private record Told(
      long patient, String service, String sex, LocalDate referred, LocalDate left, String exit) {
    boolean waits(LocalDate day) {
      return !referred.isAfter(day) && (left == null || left.isAfter(day));
    }

    Set<String> columns(LocalDate day) {
      long days = day.toEpochDay() - referred.toEpochDay();
      Set<String> columns = new HashSet<>();
      if (waits(day)) {
        columns.add(days <= 126 ? "within_18w" : "over_18w");
        if (days > 364) {
          columns.add("over_52w");
        }
      }
      return columns;
    }

    List<TallyKey> keys() {
      return List.of(new TallyKey(service, "all", "all"), new TallyKey(service, "sex", sex));
    }
  }

  @Test
  void everySliceHoldsWhatCountingOneByOneFinds() {
    for (long seed = 1; seed <= 5; seed++) {
      try (Ward ward = new Ward(folder.resolve("w" + seed))) {
        Random random = new Random(seed);
        List<Told> told = tell(ward, random);
        ward.write();
        Set<Slice> moments = slices(random, true);
        Set<Slice> ranges = slices(random, false);
        SpellCounts counts = new SpellCounts(ward.tallies.spells());
        counts.exits().foresee(ranges);
        counts.waiting().foresee(moments);
        compare(counts.exits().counts(ranges), told, SpellCountsTest::exits);
        compare(counts.waiting().counts(moments), told, SpellCountsTest::waiting);
        compare(counts.exits().patients(ranges), told, SpellCountsTest::exitPatients);
        compare(counts.waiting().patients(moments), told, SpellCountsTest::waitingPatients);
      }
    }
  }

  private static List<Told> tell(Ward ward, Random random) {
    List<Told> told = new ArrayList<>();
    List<String> exits = List.of("seen", "seen", "removed", "died", "moved");
    for (int i = 0; i < 600; i++) {
      LocalDate referred = DAY.minusDays(random.nextInt(900));
      boolean waits = random.nextInt(3) == 0;
      Told one =
          new Told(
              1 + random.nextInt(250),
              random.nextInt(3) == 0 ? "dietetics" : "podiatry",
              random.nextBoolean() ? "female" : "male",
              referred,
              waits ? null : referred.plusDays(random.nextInt(random.nextBoolean() ? 80 : 600)),
              waits ? null : exits.get(random.nextInt(exits.size())));
      told.add(one);
      ward.spell(
          one.patient, one.service, one.referred, one.left, one.exit, Ward.who("sex", one.sex));
    }
    return told;
  }

  private static Set<Slice> slices(Random random, boolean stock) {
    Set<Slice> slices = new HashSet<>();
    for (int i = 0; i < 12; i++) {
      LocalDate one = DAY.minusDays(random.nextInt(700));
      LocalDate other = one.plusDays(1 + random.nextInt(400));
      slices.add(new Slice(one, other));
      if (stock) {
        slices.add(new Slice(other, one));
        slices.add(new Slice(LocalDate.MIN, one));
      }
    }
    return slices;
  }

  private interface Naive<T> {
    Map<TallyKey, T> of(Slice slice, List<Told> told);
  }

  private static <T> void compare(
      Map<Slice, Map<TallyKey, T>> found, List<Told> told, Naive<T> naive) {
    found.forEach(
        (slice, counts) -> {
          Map<TallyKey, T> ours = new HashMap<>(counts);
          ours.keySet().removeIf(key -> !Set.of("all", "sex").contains(key.dimension()));
          assertThat(ours).as(slice.toString()).isEqualTo(naive.of(slice, told));
        });
    assertThat(found.values()).anyMatch(counts -> counts.size() > 3);
  }

  private static boolean ended(Told one, Slice slice, String exit) {
    return exit.equals(one.exit)
        && one.left.isAfter(slice.after())
        && !one.left.isAfter(slice.upTo());
  }

  private static Map<TallyKey, Counts> exits(Slice slice, List<Told> told) {
    Map<TallyKey, Counts> counts = new HashMap<>();
    for (Told one : told) {
      boolean seen = ended(one, slice, "seen");
      if (seen || ended(one, slice, "removed")) {
        Counts add = Counts.of(Subject.EXITS, seen ? 1 : 0, seen ? 0 : 1);
        one.keys().forEach(key -> counts.merge(key, add, Counts::plus));
      }
    }
    return counts;
  }

  private static Set<String> entered(Told one, Slice slice) {
    Set<String> columns = new HashSet<>(one.columns(slice.upTo()));
    if (!slice.after().equals(LocalDate.MIN)) {
      columns.removeAll(one.columns(slice.after()));
    }
    return columns;
  }

  private static Map<TallyKey, Counts> waiting(Slice slice, List<Told> told) {
    Map<TallyKey, Counts> counts = new HashMap<>();
    for (Told one : told) {
      Set<String> columns = entered(one, slice);
      if (!columns.isEmpty()) {
        Counts add =
            Counts.of(
                Subject.WAITING,
                columns.contains("within_18w") ? 1 : 0,
                columns.contains("over_18w") ? 1 : 0,
                columns.contains("over_52w") ? 1 : 0);
        one.keys().forEach(key -> counts.merge(key, add, Counts::plus));
      }
    }
    return counts;
  }

  private static Map<TallyKey, Long> exitPatients(Slice slice, List<Told> told) {
    return distinct(
        told.stream()
            .filter(one -> ended(one, slice, "seen") || ended(one, slice, "removed"))
            .toList());
  }

  /** Those behind the two columns that decide: who only came over 52 weeks is behind neither. */
  private static Map<TallyKey, Long> waitingPatients(Slice slice, List<Told> told) {
    return distinct(
        told.stream()
            .filter(
                one -> entered(one, slice).stream().anyMatch(column -> !column.equals("over_52w")))
            .toList());
  }

  private static Map<TallyKey, Long> distinct(List<Told> told) {
    Map<TallyKey, Set<Long>> patients = new HashMap<>();
    for (Told one : told) {
      one.keys()
          .forEach(key -> patients.computeIfAbsent(key, k -> new HashSet<>()).add(one.patient));
    }
    Map<TallyKey, Long> counts = new HashMap<>();
    patients.forEach((key, all) -> counts.put(key, (long) all.size()));
    return counts;
  }
}
