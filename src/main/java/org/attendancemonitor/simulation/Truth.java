package org.attendancemonitor.simulation;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The rates that were put into a synthetic trust, by service, dimension and group: the mean
 * probability of a miss over the appointments that count, never the outcomes drawn from it.
 * Published limits should hold the true rate as often as they promise.
 */
public final class Truth {

  /**
   * One figure.
   *
   * @param service key of the service
   * @param dimension as in the labels of the published figures
   * @param group as there
   */
  public record Cell(String service, String dimension, String group) implements Comparable<Cell> {
    @Override
    public int compareTo(Cell other) {
      int order = service.compareTo(other.service);
      order = order != 0 ? order : dimension.compareTo(other.dimension);
      return order != 0 ? order : group.compareTo(other.group);
    }
  }

  /**
   * What is true of one cell.
   *
   * @param counted appointments kept or missed
   * @param expected sum of their probabilities of a miss
   * @param variance sum of {@code p (1 - p)}: of the number missed around the expected
   * @param missed how many the draw made misses
   */
  public record Rate(long counted, double expected, double variance, long missed) {

    /** The true rate, 0 to 1. */
    public double rate() {
      return expected / counted;
    }

    private Rate plus(Observation one) {
      return new Rate(
          counted + 1,
          expected + one.probability(),
          variance + one.probability() * (1 - one.probability()),
          missed + (one.missed() ? 1 : 0));
    }
  }

  private static final Rate NONE = new Rate(0, 0, 0, 0);

  private final Map<Cell, Rate> cells;

  private Truth(Map<Cell, Rate> cells) {
    this.cells = Map.copyOf(cells);
  }

  /**
   * Counts appointments of a half-open window of local days.
   *
   * @param observations of one trust; consumed
   * @param after the last day before the window
   * @param last the last day of the window
   * @param counts which of them the figure in question counts, for example by age
   */
  public static Truth of(
      Stream<Observation> observations,
      LocalDate after,
      LocalDate last,
      Predicate<Observation> counts) {
    Map<Cell, Rate> cells = new TreeMap<>();
    observations
        .filter(one -> one.day().isAfter(after) && !one.day().isAfter(last))
        .filter(counts)
        .forEach(
            one ->
                one.groups()
                    .forEach(
                        (dimension, group) ->
                            cells.merge(
                                new Cell(one.service(), dimension, group),
                                NONE.plus(one),
                                (sum, ignored) -> sum.plus(one))));
    return new Truth(cells);
  }

  /** Every cell that has an appointment. */
  public Map<Cell, Rate> cells() {
    return cells;
  }
}
