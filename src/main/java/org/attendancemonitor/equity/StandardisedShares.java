package org.attendancemonitor.equity;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import org.attendancemonitor.record.KeptCell;
import org.attendancemonitor.record.KeptFigure;
import org.attendancemonitor.record.TallyKey;
import org.attendancemonitor.statistics.Estimate;
import org.attendancemonitor.statistics.StandardisedRate;

/**
 * What the share missed of each shown group would be, were its appointments mixed by age and sex as
 * in the standard. From exact counts, which the mixing and the rounding to whole per cent hide. Not
 * for groups of age or sex, nor where age or sex of more than one in ten is not known.
 */
final class StandardisedShares implements Statistic {
  private static final Set<String> LEFT_OUT = Set.of("age_band", "sex", TallyKey.WAS_NOT_BROUGHT);

  private static final double KNOWN = 0.9;

  private final EquitySettings settings;
  private final StandardWeights standard;

  StandardisedShares(EquitySettings settings, StandardWeights standard) {
    this.settings = settings;
    this.standard = standard;
  }

  @Override
  public List<KeptFigure> of(ReleaseDraft draft) {
    double[] weights = standard.of(draft);
    if (Arrays.stream(weights).sum() == 0) {
      return List.of();
    }
    return CellFigures.of(
        draft, FigureFamily.STANDARDISED, cell -> standardised(draft, cell, weights));
  }

  private List<KeptFigure> standardised(ReleaseDraft draft, KeptCell cell, double[] weights) {
    TallyKey key = cell.key();
    Window window = Window.of(cell.window());
    if (LEFT_OUT.contains(key.dimension())) {
      return List.of();
    }
    StratumCounts strata = draft.patients().strata(key, window);
    if (strata.known() == 0 || strata.known() < KNOWN * settings.due(cell.outcomes())) {
      return List.of();
    }
    DoubleUnaryOperator shown =
        settings.release() == EquitySettings.ReleaseMode.EXACT
            ? StandardisedShares::share
            : value -> Math.round(100 * share(value)) / 100.0;
    return StandardisedRate.of(strata.weighted(weights), 1, settings.confidence())
        .map(
            (Estimate rate) ->
                Bounds.of(
                    FigureFamily.STANDARDISED,
                    rate,
                    shown,
                    key.service(),
                    key.dimension(),
                    key.group(),
                    cell.window()))
        .orElse(List.of());
  }

  /** Limits of a rate know no end; a share's do. */
  private static double share(double value) {
    return Math.min(1, Math.max(0, value));
  }
}
