package org.attendancemonitor.equity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.attendancemonitor.record.KeptFigure;
import org.attendancemonitor.statistics.Queue;

/**
 * The waiting list of each service as a queue, per week, over the last 13 weeks: is there room for
 * those who come, how long may the list be, what would bring it down (formulas of NHSRwaitinglist).
 */
final class QueueFigures implements WaitStatistic {
  private static final double WEEKS = 13;
  private static final double DAYS_A_WEEK = 7;

  private final WaitSettings settings;
  private final Map<String, Double> capacities;

  /**
   * @param capacities first appointments of a usual week by service; for others, as many as left
   *     the list, however they did: demand counts all who came, and a list that stays as it is must
   *     not look as if it grew
   */
  QueueFigures(WaitSettings settings, Map<String, Double> capacities) {
    this.settings = settings;
    this.capacities = Map.copyOf(capacities);
  }

  @Override
  public List<KeptFigure> of(ReleaseDraft draft, ObservedWaits waits) {
    long after = Window.W13.after(draft.upTo()).toEpochDay();
    List<KeptFigure> figures = new ArrayList<>();
    for (String service : waits.services()) {
      List<ObservedWait> all = waits.whole(service);
      double referred = all.stream().filter(wait -> wait.referred() > after).count();
      double left = all.stream().filter(wait -> left(wait, after)).count();
      Queue queue = new Queue(referred / WEEKS, settings.targetIn(service), settings.factor());
      add(figures, service, queue, capacities.getOrDefault(service, left / WEEKS), all);
    }
    return figures;
  }

  private static boolean left(ObservedWait wait, long after) {
    return !wait.waits() && wait.referred() + wait.days() > after;
  }

  private void add(
      List<KeptFigure> figures,
      String service,
      Queue queue,
      double capacity,
      List<ObservedWait> all) {
    if (capacity > 0) {
      add(figures, service, "load", queue.load(capacity));
    }
    add(figures, service, "target_size", queue.targetSize());
    long size = all.stream().filter(ObservedWait::waits).count();
    if (queue.tooBig(size)) {
      add(figures, service, "relief_capacity", queue.reliefCapacity(size, settings.reliefWeeks()));
    }
    OptionalDouble days =
        all.stream().filter(ObservedWait::waits).mapToInt(ObservedWait::days).average();
    if (days.isPresent()) {
      add(figures, service, "pressure", queue.pressure(days.getAsDouble() / DAYS_A_WEEK));
    }
  }

  private static void add(List<KeptFigure> figures, String service, String measure, double value) {
    figures.add(FigureFamily.QUEUE.figure(value, service, measure));
  }
}
