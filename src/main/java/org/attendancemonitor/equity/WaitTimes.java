package org.attendancemonitor.equity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.attendancemonitor.record.KeptCell;
import org.attendancemonitor.record.KeptFigure;
import org.attendancemonitor.record.Subject;
import org.attendancemonitor.record.TallyKey;
import org.attendancemonitor.statistics.CumulativeIncidence;
import org.attendancemonitor.statistics.Wait;
import org.attendancemonitor.statistics.WaitEnd;
import org.attendancemonitor.statistics.Waits;

/**
 * How long people wait, three ways: since the referral, on the clock, since the last contact. Of
 * those on the list that is the time so far (percentiles of R's type 7); how long it takes to be
 * seen is estimated from all waits of 52 weeks, ended and not. Equity is measured since the
 * referral: a clock that starts anew after a missed appointment hides the waits of those who miss.
 */
final class WaitTimes implements WaitStatistic {
  private static final double SECONDS = 86_400;
  private static final int WEEK = 7;

  private final EquitySettings settings;

  WaitTimes(EquitySettings settings) {
    this.settings = settings;
  }

  @Override
  public List<KeptFigure> of(ReleaseDraft draft, ObservedWaits waits) {
    return CellFigures.of(
        draft, Subject.WAITING, FigureFamily.WAITING_SECONDS, cell -> times(cell, waits));
  }

  private List<KeptFigure> times(KeptCell cell, ObservedWaits waits) {
    TallyKey key = cell.key();
    List<ObservedWait> all = waits.of(key);
    List<ObservedWait> waiting = all.stream().filter(ObservedWait::waits).toList();
    List<KeptFigure> figures = new ArrayList<>();
    boolean longest = settings.exact(key) || cell.shown().containsKey("over_52w");
    list(figures, key, "referral", longest, waiting.stream().mapToInt(ObservedWait::days));
    list(
        figures,
        key,
        "clock",
        longest,
        waiting.stream().flatMapToInt(wait -> wait.sinceClock().stream()));
    list(
        figures,
        key,
        "last_contact",
        longest,
        waiting.stream().mapToInt(ObservedWait::sinceContact));
    seen(
        figures,
        key,
        all.stream().filter(ObservedWait::observed).map(ObservedWait::asWait).toList());
    return figures;
  }

  /**
   * @param longest whether it is shown how many wait over 52 weeks; where that is hidden, no
   *     percentile may tell that some do, nor the upper one of the waits themselves how few
   */
  private void list(
      List<KeptFigure> figures, TallyKey key, String since, boolean longest, IntStream days) {
    Waits waits = Waits.of(days.toArray());
    if (enough(key, waits.count())) {
      for (Percentile percentile : Percentile.values()) {
        OptionalDouble value = waits.percentile(percentile.share);
        boolean tells =
            percentile == Percentile.P92 && since.equals("referral")
                || value.isPresent() && shown(key, value.getAsDouble()) > StockTally.WEEKS_52;
        if (longest || !tells) {
          add(figures, key, percentile, since, "list", value);
        }
      }
    }
  }

  /** The day by which so many had been seen, those who left the list otherwise not among them. */
  private void seen(List<KeptFigure> figures, TallyKey key, Collection<Wait> waits) {
    if (!enough(key, waits.size())) {
      return;
    }
    CumulativeIncidence.of(waits, WaitEnd.SEEN, settings.confidence())
        .ifPresent(
            seen -> {
              for (Percentile percentile : Percentile.values()) {
                add(figures, key, percentile, "referral", "km", seen.percentile(percentile.share));
              }
            });
  }

  private void add(
      List<KeptFigure> figures,
      TallyKey key,
      Percentile percentile,
      String since,
      String method,
      OptionalDouble days) {
    if (days.isPresent()) {
      figures.add(
          FigureFamily.WAITING_SECONDS.figure(
              SECONDS * shown(key, days.getAsDouble()),
              key.service(),
              key.dimension(),
              key.group(),
              percentile.label,
              since,
              method));
    }
  }

  private boolean enough(TallyKey key, int waits) {
    return settings.exact(key) ? waits > 0 : waits >= settings.disclosure().minimumPatients();
  }

  /** Of a protected group in whole weeks: days would tell of single people. */
  private double shown(TallyKey key, double days) {
    return settings.exact(key) ? days : (double) WEEK * Math.round(days / WEEK);
  }
}
