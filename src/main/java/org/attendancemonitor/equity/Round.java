package org.attendancemonitor.equity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.attendancemonitor.record.KeptRelease;
import org.attendancemonitor.record.PatientPass;
import org.attendancemonitor.record.PatientVisitor;

/**
 * The releases that are made together: usually one; at the first start, those of the past as well.
 * Every patient is looked at once for all of them.
 */
final class Round {
  private final EquitySettings settings;
  private final List<CountSource> sources;
  private final PatientPass patients;

  /**
   * One release to be made.
   *
   * @param slot its moment in the grid
   * @param upTo its last day
   */
  record Due(Instant slot, LocalDate upTo) {}

  Round(EquitySettings settings, List<CountSource> sources, PatientPass patients) {
    this.settings = settings;
    this.sources = sources;
    this.patients = patients;
  }

  /**
   * Makes them, each with those before it in mind.
   *
   * @param due oldest first
   * @param past earlier releases; those that are made are added to it
   * @param statistics what is worked out from the cells
   * @param perPatient what is worked out from single patients too, for the last day of a release
   */
  List<KeptRelease> make(
      List<Due> due,
      Instant now,
      PastReleases past,
      List<Statistic> statistics,
      List<Function<LocalDate, PatientStatistic>> perPatient) {
    Map<LocalDate, List<PatientStatistic>> readers = new TreeMap<>();
    for (Due one : due) {
      readers.put(one.upTo(), perPatient.stream().map(begin -> begin.apply(one.upTo())).toList());
    }
    Map<LocalDate, PatientCounts> counts = new TreeMap<>();
    for (LocalDate upTo : readers.keySet()) {
      counts.put(upTo, new PatientCounts(settings.countLateNotSeenAsDna(), upTo));
    }
    DependentBands bands = new DependentBands();
    List<PatientVisitor> visitors = new ArrayList<>(counts.values());
    visitors.add(bands);
    readers.values().forEach(visitors::addAll);
    look(readers.keySet(), visitors, past);
    List<KeptRelease> made = new ArrayList<>();
    for (Due one : due) {
      List<Statistic> all = new ArrayList<>(statistics);
      all.addAll(readers.get(one.upTo()));
      KeptRelease release =
          new Making(settings, sources, one.upTo(), past, counts.get(one.upTo()), bands)
              .make(one.slot(), now, all);
      past.add(release);
      made.add(release);
    }
    return made;
  }

  /** Shows every patient to the visitors, and to the sources, which add their own. */
  private void look(Set<LocalDate> ends, List<PatientVisitor> visitors, PastReleases past) {
    LocalDate last = new TreeSet<>(ends).last();
    LocalDate first = Window.W52.after(new TreeSet<>(ends).first());
    for (CountSource source : sources) {
      Set<Slice> slices = new HashSet<>();
      Set<LocalDate> since = new TreeSet<>();
      for (LocalDate upTo : ends) {
        Set<LocalDate> earlier = new TreeSet<>(since);
        earlier.addAll(past.days());
        slices.addAll(Counted.slices(source.subject(), upTo, earlier));
        since.add(upTo);
      }
      List<PatientVisitor> sees = source.foresee(slices);
      visitors.addAll(sees);
      for (Slice slice : slices) {
        if (!sees.isEmpty() && slice.after().isBefore(first)) {
          first = slice.after();
        }
      }
    }
    patients.read(first, last, visitors);
  }
}
