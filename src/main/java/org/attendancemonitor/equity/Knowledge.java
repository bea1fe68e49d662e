package org.attendancemonitor.equity;

import java.time.temporal.ChronoUnit;
import java.util.List;
import org.attendancemonitor.record.KeptCell;

/**
 * What an attacker knows of one column of a margin over all releases, or of some that hang
 * together: ranges that he was told, and how counts are tied to each other.
 */
final class Knowledge {
  private final DisclosureRule rule;
  private final Columns columns;
  private final List<Column> strand;

  /** Where each column of the strand is among all columns of the subject. */
  private final int[] column;

  private final List<Frame> frames;
  private final List<String> groups;
  private final int now;
  private final int windows;
  private final int[][] indexes;

  /** Ranges and ties; all are given once it is made. */
  final Attack attack = new Attack();

  private final Timeline timeline;

  /**
   * @param strand columns, in the order of {@link Columns#strands}
   * @param timeline of the frames
   * @param frames oldest first, the last the one in the making, with nothing told
   * @param groups of all frames
   */
  Knowledge(
      DisclosureRule rule,
      Columns columns,
      List<Column> strand,
      Timeline timeline,
      List<Frame> frames,
      List<String> groups) {
    this.rule = rule;
    this.columns = columns;
    this.strand = strand;
    this.column = strand.stream().mapToInt(columns.all()::indexOf).toArray();
    this.timeline = timeline;
    this.frames = frames;
    this.groups = groups;
    this.now = frames.size() - 1;
    this.windows = columns.windows().size();
    this.indexes = new int[frames.size()][groups.size()];
    for (int frame = 0; frame < frames.size(); frame++) {
      for (int group = 0; group < groups.size(); group++) {
        indexes[frame][group] = frames.get(frame).groups().indexOf(groups.get(group));
      }
    }
    describe();
  }

  private void describe() {
    for (int frame = 0; frame <= now; frame++) {
      Frame from = frames.get(frame);
      for (int window = 0; window < windows; window++) {
        for (int index : column) {
          for (int group : indexes[frame]) {
            attack.number(from.low(window, index, group), from.high(window, index, group));
          }
        }
      }
    }
    for (int frame = 0; frame <= now; frame++) {
      for (int window = 0; window < windows; window++) {
        for (int col = 0; col < column.length; col++) {
          attack.sum(row(frame, window, col), frames.get(frame).total(window, column[col]));
          if (frame > 0) {
            step(frame, window, col);
          }
        }
        if (column.length > 1) {
          split(frame, window);
        }
      }
    }
    if (columns.stock()) {
      cohorts();
    } else {
      for (Timeline.Cover cover : timeline.covers()) {
        for (int col = 0; col < column.length; col++) {
          cover(spots(cover.inside(), col), spots(cover.outside(), col));
        }
      }
    }
  }

  /** A group cannot have gained or lost more than all of them together. */
  private void step(int frame, int window, int col) {
    long gained = frames.get(frame).gained(window, column[col]);
    long lost = frames.get(frame).lost(window, column[col]);
    for (int group = 0; group < groups.size(); group++) {
      int[] then = {number(frame - 1, window, col, group)};
      int[] here = {number(frame, window, col, group)};
      attack.atMost(here, then, gained);
      attack.atMost(then, here, lost);
    }
  }

  /** The whole is its part and the rest. */
  private void split(int frame, int window) {
    for (int group = 0; group < groups.size(); group++) {
      attack.sum(
          new int[] {number(frame, window, 1, group), number(frame, window, 2, group)},
          new int[] {number(frame, window, 0, group)},
          0);
    }
  }

  /** A count that a tie is about, of any group. */
  private record Spot(int frame, int window, int col) {}

  private static List<Spot> spots(List<Timeline.Place> places, int col) {
    return places.stream().map(place -> new Spot(place.frame(), place.window(), col)).toList();
  }

  /**
   * Whoever waits long now had waited for less long, or had just begun to, when earlier releases
   * were made.
   */
  private void cohorts() {
    for (int later = 1; later < frames.size(); later++) {
      for (int earlier = later - 1; earlier >= 0; earlier--) {
        long days = ChronoUnit.DAYS.between(frames.get(earlier).upTo(), frames.get(later).upTo());
        if (days <= StockTally.WEEKS_18 + 1) {
          cover(
              List.of(new Spot(later, 0, Columns.WHOLE)),
              List.of(new Spot(earlier, 0, Columns.WHOLE), new Spot(earlier, 0, Columns.GOOD)));
        }
        if (days <= StockTally.WEEKS_52 - StockTally.WEEKS_18) {
          cover(
              List.of(new Spot(later, 0, Columns.PART)),
              List.of(new Spot(earlier, 0, Columns.WHOLE)));
        }
      }
    }
  }

  /**
   * A group has no less in what is outside than in what lies inside, and the surplus of one is no
   * more than that of all. True but for corrections; the attacker knows how far the worst of them
   * went.
   */
  private void cover(List<Spot> inside, List<Spot> outside) {
    long all = 0;
    long least = 0;
    long most = 0;
    for (int group = 0; group < groups.size(); group++) {
      long surplus = exact(outside, group) - exact(inside, group);
      all += surplus;
      least = Math.min(least, surplus);
      most = Math.max(most, surplus);
    }
    for (int group = 0; group < groups.size(); group++) {
      int[] inner = numbers(inside, group);
      int[] outer = numbers(outside, group);
      attack.atMost(inner, outer, -least);
      attack.atMost(outer, inner, Math.max(all, most));
    }
  }

  private long exact(List<Spot> spots, int group) {
    long sum = 0;
    for (Spot spot : spots) {
      sum +=
          frames.get(spot.frame).exact(spot.window, column[spot.col], indexes[spot.frame][group]);
    }
    return sum;
  }

  private int[] numbers(List<Spot> spots, int group) {
    int[] numbers = new int[spots.size()];
    for (int i = 0; i < numbers.length; i++) {
      Spot spot = spots.get(i);
      numbers[i] = number(spot.frame, spot.window, spot.col, group);
    }
    return numbers;
  }

  private int[] row(int frame, int window, int col) {
    int[] row = new int[groups.size()];
    for (int group = 0; group < row.length; group++) {
      row[group] = number(frame, window, col, group);
    }
    return row;
  }

  /** The number of a count in {@link #attack}. */
  int number(int frame, int window, int col, int group) {
    return ((frame * windows + window) * column.length + col) * groups.size() + group;
  }

  /** He reads a release in the making. */
  void read(List<KeptCell> candidate) {
    for (KeptCell cell : candidate) {
      for (int col = 0; col < column.length; col++) {
        Column.Range told = columns.told(strand.get(col), cell, rule);
        if (told != null) {
          attack.learn(number(now, window(cell), col, group(cell)), told.low(), told.high());
        }
      }
    }
  }

  private int window(KeptCell cell) {
    return columns.windows().indexOf(cell.window());
  }

  private int group(KeptCell cell) {
    return groups.indexOf(cell.key().group());
  }
}
