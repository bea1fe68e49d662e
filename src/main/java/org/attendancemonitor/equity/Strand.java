package org.attendancemonitor.equity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.attendancemonitor.record.KeptCell;

/**
 * The part of an attack on a margin that is about one column, or about one told in two: what is
 * known of them says nothing of the others.
 */
final class Strand {
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
  private Knowledge knowledge;
  private Attack attack;
  private final Timeline timeline;
  private Attack.Ranges before;
  private List<Secret> old;

  /** A count the attacker wants. */
  private record Secret(int frame, int window, int col, int group) {}

  /** A change the attacker wants. */
  private record Moved(Secret then, Secret now) {}

  /**
   * @param strand columns, the whole first where there are several
   * @param timeline of the frames
   * @param frames oldest first, the last the one in the making, with nothing told
   * @param groups of all frames
   */
  Strand(
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
  }

  /**
   * Where a candidate would tell more of a small hidden count than earlier releases and totals tell
   * anyway: what they tell cannot be taken back.
   */
  Optional<Leak> leak(List<KeptCell> candidate) {
    List<Secret> secrets = secrets(candidate);
    List<Moved> moved = moved(candidate);
    if (secrets.isEmpty() && moved.isEmpty()) {
      return Optional.empty();
    }
    if (before == null) {
      knowledge = new Knowledge(rule, columns, strand, timeline, frames, groups);
      attack = knowledge.attack;
      attack.run();
      before = attack.ranges();
    }
    attack.restore(before);
    knowledge.read(candidate);
    attack.run();
    if (attack.contradicts()) {
      // Nothing is proved then, and nothing new is told.
      return Optional.of(new Leak(strand.get(0), columns.windows().get(0)));
    }
    for (Secret secret : secrets) {
      if (narrowed(secret)) {
        return Optional.of(new Leak(strand.get(secret.col), columns.windows().get(secret.window)));
      }
    }
    for (Moved change : moved) {
      if (narrowed(change)) {
        return Optional.of(
            new Leak(strand.get(change.now.col), columns.windows().get(change.now.window)));
      }
    }
    return Optional.empty();
  }

  private List<Secret> secrets(List<KeptCell> candidate) {
    List<Secret> secrets = new ArrayList<>();
    for (KeptCell cell : candidate) {
      for (int col = 0; col < column.length; col++) {
        if (small(strand.get(col).of(cell.exact()))
            && columns.told(strand.get(col), cell, rule) == null) {
          secrets.add(new Secret(now, window(cell), col, group(cell)));
        }
      }
    }
    secrets.addAll(old());
    return secrets;
  }

  /** Those of earlier releases. */
  private List<Secret> old() {
    if (old == null) {
      old = new ArrayList<>();
      for (int frame = 0; frame < now; frame++) {
        Frame from = frames.get(frame);
        for (int window = 0; window < windows; window++) {
          for (int col = 0; col < column.length; col++) {
            for (int group = 0; group < groups.size(); group++) {
              int here = indexes[frame][group];
              if (small(from.exact(window, column[col], here))
                  && !from.told(window, column[col], here)) {
                old.add(new Secret(frame, window, col, group));
              }
            }
          }
        }
      }
    }
    return old;
  }

  /** Cells that are kept as they were because little has changed, and what has. */
  private List<Moved> moved(List<KeptCell> candidate) {
    List<Moved> moved = new ArrayList<>();
    for (KeptCell cell : candidate) {
      int basis = cell.state() == KeptCell.State.KEPT ? basis(cell) : -1;
      if (basis < 0) {
        continue;
      }
      for (int col = 0; col < column.length; col++) {
        Column what = strand.get(col);
        long by = what.of(cell.exact()) - what.of(cell.basis().exact());
        if (columns.core(what) && small(Math.abs(by))) {
          moved.add(
              new Moved(
                  new Secret(basis, window(cell), col, group(cell)),
                  new Secret(now, window(cell), col, group(cell))));
        }
      }
    }
    return moved;
  }

  /** The release in which a kept cell was new, or -1 where it is no longer remembered. */
  private int basis(KeptCell cell) {
    int index = columns.all().indexOf(columns.good);
    for (int frame = now - 1; frame >= 0; frame--) {
      Frame from = frames.get(frame);
      int here = indexes[frame][group(cell)];
      if (from.upTo().equals(cell.basis().upTo())
          && here >= 0
          && from.told(window(cell), index, here)) {
        return frame;
      }
    }
    return -1;
  }

  private boolean small(long count) {
    return count > 0 && count < rule.minimumCount();
  }

  private boolean narrowed(Secret secret) {
    int number = number(secret);
    return attack.low(number) > Math.max(1, before.low()[number])
        || attack.high(number) < Math.min(rule.minimumCount() - 1, before.high()[number]);
  }

  /** What has changed of a cell that is kept has to stay as uncertain as a small count. */
  private boolean narrowed(Moved moved) {
    int then = number(moved.then);
    int here = number(moved.now);
    long width = attack.high(here) - attack.low(here) + attack.high(then) - attack.low(then);
    long widthBefore =
        before.high()[here] - before.low()[here] + before.high()[then] - before.low()[then];
    return width < Math.min(rule.minimumCount() - 2, widthBefore);
  }

  private int number(Secret secret) {
    return knowledge.number(secret.frame, secret.window, secret.col, secret.group);
  }

  private int window(KeptCell cell) {
    return columns.windows().indexOf(cell.window());
  }

  private int group(KeptCell cell) {
    return groups.indexOf(cell.key().group());
  }
}
