package org.attendancemonitor.equity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.attendancemonitor.record.KeptCell;
import org.attendancemonitor.record.KeptRelease;

/** One release in the making: the protected cells of every subject, then what is made from them. */
final class Making {
  private final EquitySettings settings;
  private final List<CountSource> sources;
  private final LocalDate upTo;
  private final PastReleases past;
  private final PatientCounts patients;
  private final DependentBands bands;

  /**
   * @param sources what is counted; they have seen every patient
   * @param past earlier releases
   * @param patients have all been seen
   * @param bands have seen them too
   */
  Making(
      EquitySettings settings,
      List<CountSource> sources,
      LocalDate upTo,
      PastReleases past,
      PatientCounts patients,
      DependentBands bands) {
    this.patients = patients;
    this.bands = bands;
    this.settings = settings;
    this.sources = sources;
    this.upTo = upTo;
    this.past = past;
  }

  /**
   * Makes it.
   *
   * @param statistics what else is worked out, once the cells are protected
   */
  KeptRelease make(Instant slot, Instant now, List<Statistic> statistics) {
    List<KeptCell> cells = new ArrayList<>();
    for (CountSource source : sources) {
      Counted counted = new Counted(source, upTo, past.days());
      cells.addAll(new Protection(settings, counted, past, patients).cells());
    }
    List<KeptCell> shown = new ChildrensRemainder(settings, bands, past, upTo).hideIn(cells);
    ReleaseDraft draft = new ReleaseDraft(upTo, shown, past.newest(), patients);
    return new KeptRelease(
        slot,
        now,
        upTo,
        settings.synthetic(),
        settings.definition(),
        shown,
        statistics.stream().flatMap(statistic -> statistic.of(draft).stream()).toList());
  }
}
