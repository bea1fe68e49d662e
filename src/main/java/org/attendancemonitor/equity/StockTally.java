package org.attendancemonitor.equity;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.attendancemonitor.record.Counts;
import org.attendancemonitor.record.Spell;
import org.attendancemonitor.record.SpellVisitor;
import org.attendancemonitor.record.Subject;
import org.attendancemonitor.record.TallyKey;

/**
 * Who waits within 18 weeks, over 18 and over 52, on many days at once. A wait is in each of these
 * for an unbroken span of days; of each group it is counted between which boundaries. What stands
 * in a column on one day and does not on another is then a difference of two sums.
 */
final class StockTally implements SpellCounts.Tally, SpellVisitor {
  /** Longest wait within 18 weeks, in days (Community Health Services SitRep, RTT). */
  static final int WEEKS_18 = 126;

  /** Longest wait that is not over 52 weeks, in days. */
  static final int WEEKS_52 = 364;

  private static final int COLUMNS = Subject.WAITING.columns().size();

  private final Boundaries boundaries;
  private final Map<TallyKey, Spans[]> groups = new HashMap<>();

  /** Waits of people who wait for a service more than once: they are few. */
  private final List<List<Spell>> doubles = new ArrayList<>();

  private boolean summed;

  /**
   * @param slices moments that may be asked for
   */
  StockTally(Collection<Slice> slices) {
    boundaries = new Boundaries(slices);
  }

  @Override
  public void visit(List<Spell> spells) {
    Map<TallyKey, List<Spell>> byService = new HashMap<>();
    for (Spell spell : spells) {
      if (boundaries.from(spell.referred()) < boundaries.from(spell.left())) {
        count(spell);
        byService.computeIfAbsent(spell.keys().get(0), key -> new ArrayList<>()).add(spell);
      }
    }
    byService.values().stream().filter(all -> all.size() > 1).forEach(doubles::add);
  }

  private void count(Spell spell) {
    for (int column = 0; column < COLUMNS; column++) {
      int from = boundaries.from(first(spell, column));
      int to = boundaries.from(end(spell, column));
      if (from < to) {
        for (TallyKey key : spell.keys()) {
          Spans[] spans = groups.computeIfAbsent(key, k -> new Spans[COLUMNS]);
          if (spans[column] == null) {
            spans[column] = new Spans(boundaries.count());
          }
          spans[column].add(from, to);
        }
      }
    }
  }

  private static long first(Spell spell, int column) {
    return spell.referred() + (column == 0 ? 0 : 1 + (column == 1 ? WEEKS_18 : WEEKS_52));
  }

  private static long end(Spell spell, int column) {
    return column == 0 ? Math.min(spell.left(), spell.referred() + 1 + WEEKS_18) : spell.left();
  }

  @Override
  public Map<TallyKey, Counts> counts(Slice slice) {
    Map<TallyKey, Counts> counts = new HashMap<>();
    sums()
        .forEach(
            (key, spans) -> {
              long[] values = new long[COLUMNS];
              for (int column = 0; column < COLUMNS; column++) {
                values[column] = spans[column] == null ? 0 : in(spans[column], slice);
              }
              Counts sum = Counts.of(Subject.WAITING, values);
              if (!sum.isNone()) {
                counts.put(key, sum);
              }
            });
    return counts;
  }

  private long in(Spans spans, Slice slice) {
    int upTo = boundaries.at(slice.upTo());
    if (slice.after().equals(LocalDate.MIN)) {
      return spans.throughout(upTo, upTo);
    }
    int after = boundaries.at(slice.after());
    return spans.throughout(upTo, upTo)
        - spans.throughout(Math.min(after, upTo), Math.max(after, upTo));
  }

  /** A referral is in one of the two columns that decide; so is its patient, but for doubles. */
  @Override
  public Map<TallyKey, Long> patients(Slice slice) {
    Map<TallyKey, Long> patients = new HashMap<>();
    counts(slice)
        .forEach(
            (key, counts) -> patients.put(key, counts.get("within_18w") + counts.get("over_18w")));
    for (List<Spell> spells : doubles) {
      Map<TallyKey, Integer> times = new HashMap<>();
      spells.stream()
          .filter(spell -> in(spell, slice))
          .forEach(spell -> spell.keys().forEach(key -> times.merge(key, 1, Integer::sum)));
      times.forEach((key, n) -> patients.merge(key, 1L - n, Long::sum));
    }
    patients.values().removeIf(n -> n == 0);
    return patients;
  }

  private static boolean in(Spell spell, Slice slice) {
    long upTo = slice.upTo().toEpochDay();
    if (!spell.waits(upTo)) {
      return false;
    }
    if (slice.after().equals(LocalDate.MIN)) {
      return true;
    }
    long after = slice.after().toEpochDay();
    return !spell.waits(after) || over(spell, after) != over(spell, upTo);
  }

  private static boolean over(Spell spell, long day) {
    return day - spell.referred() > WEEKS_18;
  }

  private Map<TallyKey, Spans[]> sums() {
    if (!summed) {
      for (Spans[] all : groups.values()) {
        for (Spans spans : all) {
          if (spans != null) {
            spans.sum();
          }
        }
      }
      summed = true;
    }
    return groups;
  }

  /** How many spans reach from which boundary to which; then, how many cover a pair of them. */
  private static final class Spans {
    private final int[][] counts;

    Spans(int boundaries) {
      counts = new int[boundaries][];
      for (int from = 0; from < boundaries; from++) {
        counts[from] = new int[boundaries - from];
      }
    }

    /**
     * @param from the first boundary in it
     * @param to the first one after it
     */
    void add(int from, int to) {
      counts[from][to - 1 - from]++;
    }

    /** From here on a count is of all that begin there or before, and end there or after. */
    void sum() {
      for (int from = 0; from < counts.length; from++) {
        for (int last = counts.length - 1; last >= from; last--) {
          int longer = last + 1 < counts.length ? counts[from][last + 1 - from] : 0;
          int earlier = from > 0 ? counts[from - 1][last + 1 - from] : 0;
          int both = from > 0 && last + 1 < counts.length ? counts[from - 1][last + 2 - from] : 0;
          counts[from][last - from] += longer + earlier - both;
        }
      }
    }

    /** How many cover both boundaries and all between. */
    int throughout(int first, int last) {
      return counts[first][last - first];
    }
  }
}
