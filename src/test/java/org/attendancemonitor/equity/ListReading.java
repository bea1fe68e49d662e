package org.attendancemonitor.equity;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.attendancemonitor.record.KeptCell;
import org.attendancemonitor.record.KeptRelease;
import org.attendancemonitor.record.Subject;

/**
 * What is read of a small waiting list in the text that Prometheus scrapes: how many wait, which
 * share of them how long, and how many were removed unseen. How many were seen is told nowhere, and
 * read from the store all the same. The reader is told besides which figures are new.
 */
final class ListReading {
  static final String DIMENSION = "deprivation_quintile";

  /** Columns that are parts of each other. */
  static final List<List<String>> STRANDS =
      List.of(
          List.of("seen"),
          List.of("removed_unseen"),
          List.of("within_18w", "over_18w", "over_52w", "18w_to_52w"));

  private ListReading() {}

  /** From low to high. */
  record Range(long low, long high) {

    /** Rounded to five, never one to seven. */
    static Range of(long least, long most) {
      return new Range(least == 0 ? 0 : Math.max(8, least - 2), most == 0 ? 0 : most + 2);
    }
  }

  /** A count by window (or now), column and group: of those in one set and not in another in it. */
  record Count(String window, String column, int group) {
    Mark inner(LocalDate end) {
      return switch (column) {
        case "within_18w" -> new Mark("over_18w", end);
        case "18w_to_52w" -> new Mark("over_52w", end);
        case "over_18w", "over_52w" -> Mark.NOBODY;
        default -> new Mark(column, end.minusDays(window.equals("13w") ? 91 : 364));
      };
    }

    Mark outer(LocalDate end) {
      return switch (column) {
        case "within_18w" -> new Mark("all", end);
        case "18w_to_52w" -> new Mark("over_18w", end);
        default -> new Mark(column, end);
      };
    }

    Count of(int other) {
      return new Count(window, column, other);
    }
  }

  /** People of a kind at the end of a day. */
  record Mark(String kind, LocalDate day) {
    static final Mark NOBODY = new Mark("nobody", LocalDate.EPOCH);

    boolean holds(SmallList.Row row) {
      return switch (kind) {
        case "all", "over_18w", "over_52w" -> row.waits(day, waiting());
        case "seen" -> row.gone("seen", day);
        case "removed_unseen" -> row.gone("removed", day);
        default -> false;
      };
    }

    /** Whoever is in this set is in the other, for no other reason than what they are. */
    boolean within(Mark other) {
      if (kind.equals("nobody")) {
        return true;
      }
      if (waiting() < 0 || other.waiting() < 0) {
        return kind.equals(other.kind) && !day.isAfter(other.day);
      }
      return !day.isBefore(other.day)
          && !day.minusDays(waiting()).isAfter(other.day.minusDays(other.waiting()));
    }

    /** For so many days at least, or -1 where nobody in it waits. */
    private int waiting() {
      return switch (kind) {
        case "all" -> 0;
        case "over_18w" -> 127;
        case "over_52w" -> 365;
        default -> -1;
      };
    }
  }

  /**
   * One release.
   *
   * @param read ranges of what is told and new
   * @param truth every count when it was made
   */
  record Seen(LocalDate end, Map<Count, Range> read, Map<Count, Long> truth) {}

  /** A way to publish more than should be: changes what is read of a release. */
  interface Leak {
    void into(Seen seen, KeptRelease kept);
  }

  /** Reads a release that was just made. */
  static Seen of(Exposition text, KeptRelease kept, SmallList list) {
    Seen seen = new Seen(kept.upTo(), new HashMap<>(), new HashMap<>());
    for (List<String> together : STRANDS) {
      for (String column : together) {
        for (String window : column.contains("w") ? List.of("now") : List.of("13w", "52w")) {
          for (int group = 0; group < list.groups(); group++) {
            Count count = new Count(window, column, group);
            seen.truth.put(count, truth(list, count, seen.end));
          }
        }
      }
    }
    for (KeptCell cell : kept.cells()) {
      if (cell.state() == KeptCell.State.PUBLISHED && cell.key().dimension().equals(DIMENSION)) {
        read(text, cell, seen);
      }
    }
    return seen;
  }

  /** As known now. */
  static long truth(SmallList list, Count count, LocalDate end) {
    Mark inner = count.inner(end);
    Mark outer = count.outer(end);
    return list.rows().stream()
        .filter(row -> row.group() == count.group && outer.holds(row) && !inner.holds(row))
        .count();
  }

  private static void read(Exposition text, KeptCell cell, Seen seen) {
    int group = Integer.parseInt(cell.key().group()) - 1;
    Map<String, String> labels =
        Map.of("service", SmallList.NAME, "dimension", DIMENSION, "group", cell.key().group());
    if (cell.subject() == Subject.EXITS) {
      Map<String, String> here = Exposition.with(labels, "window", cell.window());
      long removed = Math.round(text.value("removed_unseen", here));
      long looked = cell.shown().get("seen");
      seen.read.put(new Count(cell.window(), "removed_unseen", group), Range.of(removed, removed));
      seen.read.put(new Count(cell.window(), "seen", group), Range.of(looked, looked));
    } else if (cell.subject() == Subject.WAITING) {
      list(text, labels, group, seen);
    }
  }

  private static void list(Exposition text, Map<String, String> labels, int group, Seen seen) {
    long all = Math.round(text.value("waiting_patients", labels));
    long[] over = fits(text, labels, "18w", all);
    Range read = Range.of(over[0], over[1]);
    seen.read.put(new Count("now", "over_18w", group), read);
    seen.read.put(new Count("now", "within_18w", group), Range.of(all - over[1], all - over[0]));
    long[] longest = fits(text, labels, "52w", all);
    if (longest != null) {
      Range told = Range.of(longest[0], longest[1]);
      seen.read.put(new Count("now", "over_52w", group), told);
      seen.read.put(
          new Count("now", "18w_to_52w", group),
          new Range(Math.max(0, read.low - told.high), read.high - told.low));
    }
  }

  /** The least and the most multiple of five that the share told can have been made from. */
  private static long[] fits(
      Exposition text, Map<String, String> labels, String threshold, long all) {
    Map<String, String> here = Exposition.with(labels, "threshold", threshold);
    Double share = text.value("waiting_over_ratio", Exposition.with(here, "bound", "estimate"));
    if (share == null) {
      return null;
    }
    double steps = all < 200 ? 100 : 1000;
    long[] fit =
        LongStream.rangeClosed(0, all / 5)
            .map(five -> 5 * five)
            .filter(n -> n != 5 && Math.round(steps * n / all) / steps == share)
            .toArray();
    return new long[] {fit[0], fit[fit.length - 1]};
  }
}
