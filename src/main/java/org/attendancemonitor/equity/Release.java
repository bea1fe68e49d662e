package org.attendancemonitor.equity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.attendancemonitor.record.KeptCell;
import org.attendancemonitor.record.KeptFigure;
import org.attendancemonitor.record.KeptRelease;
import org.attendancemonitor.record.Subject;
import org.attendancemonitor.record.TallyKey;

/**
 * A release as anyone may see it: what is hidden is not in it, only how many cells are.
 *
 * @param madeAt when it was made
 * @param upTo the last local day it counts
 * @param synthetic made from invented patients
 * @param definition of a DNA, in words
 * @param cells what is shown of appointments; other subjects show in figures
 * @param suppressed number of hidden cells by service, dimension and window; of those who wait the
 *     window is {@code now}; cells of those who left the list are not counted
 * @param figures the rest
 */
public record Release(
    Instant madeAt,
    LocalDate upTo,
    boolean synthetic,
    String definition,
    List<Cell> cells,
    Map<Margin, Long> suppressed,
    List<KeptFigure> figures) {

  /**
   * What is shown of a group.
   *
   * @param key service, dimension, group
   * @param window {@code 13w} or {@code 52w}
   * @param counts protected count by outcome; an outcome that is not shown is absent
   * @param dna DNA ratio and limits, or null where nothing is due
   */
  public record Cell(TallyKey key, String window, Map<String, Long> counts, KeptCell.Ratio dna) {}

  /**
   * A dimension of a service in a window.
   *
   * @param service key in {@code services.yaml}, or {@code unmapped}
   * @param dimension one demographic
   * @param window {@code 13w} or {@code 52w} of appointments, {@code now} of those who wait
   */
  public record Margin(String service, String dimension, String window)
      implements Comparable<Margin> {
    private static final Comparator<Margin> ORDER =
        Comparator.comparing(Margin::service)
            .thenComparing(Margin::dimension)
            .thenComparing(Margin::window);

    @Override
    public int compareTo(Margin other) {
      return ORDER.compare(this, other);
    }
  }

  public Release {
    cells = List.copyOf(cells);
    suppressed = Map.copyOf(suppressed);
    figures = List.copyOf(figures);
  }

  /** The public side of a stored release. */
  static Release of(KeptRelease kept) {
    Map<Margin, Long> suppressed = new TreeMap<>();
    List<KeptCell> appointments =
        kept.cells().stream().filter(cell -> cell.subject() == Subject.APPOINTMENTS).toList();
    for (KeptCell cell : kept.cells()) {
      if (cell.subject() != Subject.EXITS && !cell.key().dimension().equals(TallyKey.ALL)) {
        boolean counts = cell.state() == KeptCell.State.HIDDEN && !cell.exact().isNone();
        suppressed.merge(
            new Margin(cell.key().service(), cell.key().dimension(), cell.window()),
            counts ? 1L : 0L,
            Long::sum);
      }
    }
    return new Release(
        kept.madeAt(),
        kept.upTo(),
        kept.synthetic(),
        kept.definition(),
        appointments.stream()
            .filter(cell -> cell.state() != KeptCell.State.HIDDEN)
            .map(cell -> new Cell(cell.key(), cell.window(), cell.shown(), cell.ratio()))
            .toList(),
        suppressed,
        kept.figures());
  }
}
