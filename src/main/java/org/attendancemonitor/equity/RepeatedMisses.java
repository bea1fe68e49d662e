package org.attendancemonitor.equity;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import org.attendancemonitor.record.KeptFigure;
import org.attendancemonitor.record.PatientAppointment;
import org.attendancemonitor.statistics.Proportion;
import org.attendancemonitor.statistics.WilsonInterval;

/**
 * Patients who missed, and missed again, of each service as a whole. Shares of patients: one who
 * misses often counts once, so their limits need no design effect.
 */
final class RepeatedMisses implements PatientStatistic {
  private final EquitySettings settings;
  private final Map<Window, Long> after = new HashMap<>();
  private final long last;
  private final Map<String, Patients> services = new TreeMap<>();

  /**
   * @param upTo the release's last day
   */
  RepeatedMisses(EquitySettings settings, LocalDate upTo) {
    this.settings = settings;
    this.last = upTo.toEpochDay();
    for (Window window : Window.values()) {
      after.put(window, window.after(upTo).toEpochDay());
    }
  }

  @Override
  public void visit(List<PatientAppointment> appointments) {
    Map<String, History> histories = new HashMap<>();
    for (PatientAppointment one : appointments) {
      boolean missed = !one.outcome().equals("attended");
      boolean counts =
          one.outcome().equals("attended")
              || one.outcome().equals("dna")
              || settings.countLateNotSeenAsDna();
      if (counts && one.day() <= last && one.day() > after.get(Window.W52)) {
        histories
            .computeIfAbsent(one.profile().service(), service -> new History())
            .add(one.day(), missed);
      }
    }
    histories.forEach(
        (service, history) ->
            services.computeIfAbsent(service, key -> new Patients()).add(history));
  }

  @Override
  public List<KeptFigure> of(ReleaseDraft draft) {
    List<KeptFigure> figures = new ArrayList<>();
    services.forEach(
        (service, patients) -> {
          figures.addAll(share(service, Window.W13, "any", patients.any13, patients.due13));
          figures.addAll(share(service, Window.W52, "any", patients.any, patients.due));
          figures.addAll(share(service, Window.W52, "repeat", patients.repeat, patients.due));
          figures.addAll(share(service, Window.W52, "high", patients.high, patients.due));
          figures.addAll(share(service, Window.W52, "again", patients.again, patients.early));
        });
    return figures;
  }

  /** Too few patients are persons, not a share. */
  private List<KeptFigure> share(
      String service, Window window, String measure, long patients, long of) {
    return of < settings.disclosure().minimumPatients()
        ? List.of()
        : Bounds.of(
            FigureFamily.PATIENTS_MISSED,
            WilsonInterval.estimate(new Proportion(patients, of), settings.confidence()),
            DoubleUnaryOperator.identity(),
            service,
            window.label,
            measure);
  }

  /** One patient in one service, over 52 weeks. */
  private final class History {
    final List<Long> misses = new ArrayList<>();
    boolean recent;

    void add(long day, boolean missed) {
      recent |= day > after.get(Window.W13);
      if (missed) {
        misses.add(day);
      }
    }

    boolean missedSince(Window window) {
      return misses.stream().anyMatch(day -> day > after.get(window));
    }

    /** The first miss is so long ago that whether another followed is known. */
    boolean early() {
      return !misses.isEmpty() && misses.get(0) + settings.repeated().againWithinDays() <= last;
    }

    boolean again() {
      long first = misses.get(0);
      return misses.stream()
          .anyMatch(day -> day > first && day <= first + settings.repeated().againWithinDays());
    }
  }

  /** How many patients of a service. */
  private final class Patients {
    long due;
    long due13;
    long any;
    long any13;
    long repeat;
    long high;
    long early;
    long again;

    void add(History history) {
      due++;
      due13 += history.recent ? 1 : 0;
      any += history.misses.isEmpty() ? 0 : 1;
      any13 += history.missedSince(Window.W13) ? 1 : 0;
      repeat += history.misses.size() >= settings.repeated().repeatFrom() ? 1 : 0;
      high += history.misses.size() > settings.repeated().highAbove() ? 1 : 0;
      if (history.early()) {
        early++;
        again += history.again() ? 1 : 0;
      }
    }
  }
}
