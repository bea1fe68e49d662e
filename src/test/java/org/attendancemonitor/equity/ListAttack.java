package org.attendancemonitor.equity;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.attendancemonitor.equity.ListReading.Count;
import org.attendancemonitor.equity.ListReading.Mark;
import org.attendancemonitor.equity.ListReading.Range;
import org.attendancemonitor.equity.ListReading.Seen;

/**
 * An attack on a small waiting list by all releases together. Whoever has waited over 18 weeks was
 * on the list 18 weeks ago; whoever is gone by one day is gone by the next: how many are in which
 * sets of people bounds how many can be in others. Of the service the attacker is told besides how
 * many came to be in a column, and no longer are, between two releases.
 */
final class ListAttack {
  private static final String[][] DECIDE = {
    {"13w", "seen", "removed_unseen"},
    {"52w", "seen", "removed_unseen"},
    {"now", "within_18w", "over_18w"}
  };

  private final List<Seen> releases;
  private final SmallList list;

  ListAttack(List<Seen> releases, SmallList list) {
    this.releases = releases;
    this.list = list;
  }

  /** What is known of some columns that hang together from some of the releases. */
  Snooper snooper(List<String> together, List<Seen> told) {
    List<Mark> marks = marks(together);
    boolean[][] in = new boolean[list.rows().size()][marks.size()];
    for (int row = 0; row < in.length; row++) {
      for (int mark = 0; mark < marks.size(); mark++) {
        in[row][mark] = marks.get(mark).holds(list.rows().get(row));
      }
    }
    long[][] total = new long[marks.size()][marks.size()];
    long[][] more = new long[marks.size()][marks.size()];
    for (int from = 0; from < marks.size(); from++) {
      for (int to = 0; to < marks.size(); to++) {
        for (boolean[] row : in) {
          boolean comes = row[to] && !(row[from] && known(marks.get(from), marks.get(to)));
          total[from][to] += (row[to] ? 1 : 0) - (row[from] ? 1 : 0);
          more[from][to] += comes ? 1 : 0;
        }
      }
    }
    Snooper snooper = new Snooper(list.groups(), total, more);
    for (Seen seen : told) {
      seen.read()
          .forEach(
              (count, range) -> {
                if (together.contains(count.column())) {
                  long error = corrected(seen, count);
                  snooper.read(
                      count.group(),
                      marks.indexOf(count.inner(seen.end())),
                      marks.indexOf(count.outer(seen.end())),
                      range.low() - error,
                      range.high() + error);
                }
              });
    }
    snooper.think();
    return snooper;
  }

  /**
   * Whether it is known how many are in the second set and not in the first: because one lies in
   * the other, or because they are one column of two releases, the one after the other.
   */
  private boolean known(Mark from, Mark to) {
    return from.within(to)
        || to.within(from)
        || from.kind().equals(to.kind())
            && from.kind().startsWith("over")
            && Math.abs(release(from.day()) - release(to.day())) == 1;
  }

  private int release(LocalDate end) {
    return releases.stream().map(Seen::end).toList().indexOf(end);
  }

  /** What a snooper knows of a count when its release was made. */
  Range range(Snooper snooper, List<String> together, Seen seen, Count count) {
    List<Mark> marks = marks(together);
    int inner = marks.indexOf(count.inner(seen.end()));
    int outer = marks.indexOf(count.outer(seen.end()));
    long error = corrected(seen, count);
    return new Range(
        snooper.low(count.group(), inner, outer) - error,
        snooper.high(count.group(), inner, outer) + error);
  }

  private List<Mark> marks(List<String> together) {
    Set<Mark> marks = new LinkedHashSet<>();
    for (Seen seen : releases) {
      for (Count count : seen.truth().keySet()) {
        if (together.contains(count.column())) {
          marks.add(count.inner(seen.end()));
          marks.add(count.outer(seen.end()));
        }
      }
    }
    return List.copyOf(marks);
  }

  /**
   * How far news since a release has moved any group's count: the attacker knows even that, give or
   * take one.
   */
  private long corrected(Seen seen, Count count) {
    long most = 0;
    for (int group = 0; group < list.groups(); group++) {
      long now = ListReading.truth(list, count.of(group), seen.end());
      most = Math.max(most, Math.abs(now - seen.truth().get(count.of(group))));
    }
    return most == 0 ? 0 : most + 1;
  }

  /** Cells of the newest release that were new before: what has come and gone passes the rule. */
  List<String> smallChanges() {
    List<String> small = new ArrayList<>();
    Seen now = releases.get(releases.size() - 1);
    for (String[] decide : DECIDE) {
      for (int group = 0; group < list.groups(); group++) {
        Count good = new Count(decide[0], decide[1], group);
        Count bad = new Count(decide[0], decide[2], group);
        Seen then = null;
        for (Seen earlier : releases.subList(0, releases.size() - 1)) {
          boolean overlaps =
              decide[0].equals("now") || earlier.end().isAfter(good.inner(now.end()).day());
          then = earlier.read().containsKey(good) && overlaps ? earlier : then;
        }
        if (then != null && now.read().containsKey(good)) {
          long[] came = {0, 0};
          long[] went = {0, 0};
          moved(good, then, now, came, went, 0);
          moved(bad, then, now, came, went, 1);
          for (long[] change : List.of(came, went)) {
            long all = change[0] + change[1];
            if (all > 0 && (all < 20 || change[0] < 8 || change[1] > 0 && change[1] < 8)) {
              small.add("%s since %s: %d and %d".formatted(good, then.end(), change[0], change[1]));
            }
          }
        }
      }
    }
    return small;
  }

  private void moved(Count count, Seen then, Seen now, long[] came, long[] went, int place) {
    long entered = 0;
    long left = 0;
    for (SmallList.Row row : list.rows()) {
      if (row.group() == count.group()) {
        boolean earlier = in(row, count, then);
        boolean later = in(row, count, now);
        entered += later && !earlier ? 1 : 0;
        left += earlier && !later ? 1 : 0;
      }
    }
    long corrected = now.truth().get(count) - then.truth().get(count) - entered + left;
    came[place] = entered + Math.max(0, corrected);
    went[place] = left + Math.max(0, -corrected);
  }

  private static boolean in(SmallList.Row row, Count count, Seen seen) {
    return count.outer(seen.end()).holds(row) && !count.inner(seen.end()).holds(row);
  }
}
