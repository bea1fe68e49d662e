package org.attendancemonitor.equity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.attendancemonitor.record.KeptCell;
import org.attendancemonitor.record.KeptFigure;
import org.attendancemonitor.record.Subject;
import org.attendancemonitor.record.TallyKey;
import org.attendancemonitor.statistics.Estimate;
import org.attendancemonitor.statistics.Proportion;
import org.attendancemonitor.statistics.QuantileValue;
import org.attendancemonitor.statistics.SlopeIndex;
import org.attendancemonitor.statistics.ValueScale;

/**
 * The social gradient over the fifths of deprivation of each service, from what is shown of them;
 * none where one of the five is not shown.
 */
final class Gradients implements Statistic {
  private static final List<String> FIFTHS = List.of("1", "2", "3", "4", "5");

  /** The standard error of a fifth is taken from limits of this confidence. */
  private static final double OF_FIFTHS = 0.95;

  /** Turns least minus most deprived into how much higher it is at the most deprived end. */
  private static final double MOST_MINUS_LEAST = -1;

  private final EquitySettings settings;
  private final Columns columns;

  Gradients(EquitySettings settings) {
    this.settings = settings;
    this.columns = Columns.of(Subject.APPOINTMENTS, settings);
  }

  @Override
  public List<KeptFigure> of(ReleaseDraft draft) {
    List<KeptFigure> figures = new ArrayList<>();
    for (String service : draft.services()) {
      for (Window window : Window.values()) {
        List<QuantileValue> fifths = fifths(draft, service, window);
        if (fifths.size() == FIFTHS.size()) {
          SlopeIndex.of(fifths, ValueScale.LOGIT, MOST_MINUS_LEAST, settings.confidence())
              .ifPresent(index -> figures.addAll(figures(index, service, window)));
        }
      }
    }
    return figures;
  }

  private List<QuantileValue> fifths(ReleaseDraft draft, String service, Window window) {
    return FIFTHS.stream()
        .map(fifth -> draft.cell(new TallyKey(service, "deprivation_quintile", fifth), window))
        .flatMap(Optional::stream)
        .flatMap(cell -> value(draft, cell).stream())
        .toList();
  }

  private Optional<QuantileValue> value(ReleaseDraft draft, KeptCell cell) {
    return columns
        .share(cell.shown())
        .map(
            (Proportion share) -> {
              Estimate limits = draft.effect(cell).estimate(share, OF_FIFTHS);
              return new QuantileValue(share.n(), limits.value(), limits.lower(), limits.upper());
            });
  }

  private List<KeptFigure> figures(SlopeIndex index, String service, Window window) {
    boolean exact = settings.release() == EquitySettings.ReleaseMode.EXACT;
    List<KeptFigure> figures = new ArrayList<>();
    figures.addAll(
        Bounds.of(
            FigureFamily.GRADIENT, index.slope(), to(1000, exact), service, window.label, "sii"));
    index
        .ratio()
        .ifPresent(
            ratio ->
                figures.addAll(
                    Bounds.of(
                        FigureFamily.GRADIENT,
                        ratio,
                        to(100, exact),
                        service,
                        window.label,
                        "rii")));
    return figures;
  }

  private static DoubleUnaryOperator to(double steps, boolean exact) {
    return exact ? DoubleUnaryOperator.identity() : value -> Math.round(steps * value) / steps;
  }
}
