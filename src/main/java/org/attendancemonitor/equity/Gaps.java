package org.attendancemonitor.equity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import org.attendancemonitor.record.KeptCell;
import org.attendancemonitor.record.KeptFigure;
import org.attendancemonitor.record.Subject;
import org.attendancemonitor.record.TallyKey;
import org.attendancemonitor.statistics.DesignEffect;
import org.attendancemonitor.statistics.Newcombe;
import org.attendancemonitor.statistics.Proportion;
import org.attendancemonitor.statistics.RiskRatio;

/**
 * Each shown group against the rest of its service: the service's exact counts less the group's as
 * shown, so a gap tells nothing that its two sides do not. Both sides' limits are widened by design
 * effects; the rest's by that of the whole service.
 */
final class Gaps implements Statistic {
  private static final Set<String> NO_GROUPS = Set.of(TallyKey.ALL, TallyKey.WAS_NOT_BROUGHT);

  private final EquitySettings settings;
  private final Columns columns;

  private record Margin(String service, String dimension, String window) {}

  /** One side of a gap. */
  private record Side(Proportion share, DesignEffect effect) {}

  Gaps(EquitySettings settings) {
    this.settings = settings;
    this.columns = Columns.of(Subject.APPOINTMENTS, settings);
  }

  @Override
  public List<KeptFigure> of(ReleaseDraft draft) {
    Map<Margin, Long> shown =
        draft.cells().stream()
            .filter(cell -> cell.state() != KeptCell.State.HIDDEN)
            .collect(Collectors.groupingBy(Gaps::margin, Collectors.counting()));
    return CellFigures.of(
        draft,
        FigureFamily.GAP,
        cell ->
            NO_GROUPS.contains(cell.key().dimension()) || shown.get(margin(cell)) < 2
                ? List.of()
                : gap(draft, cell));
  }

  private static Margin margin(KeptCell cell) {
    return new Margin(cell.key().service(), cell.key().dimension(), cell.window());
  }

  private List<KeptFigure> gap(ReleaseDraft draft, KeptCell cell) {
    Optional<Proportion> group = columns.share(cell.shown());
    Optional<KeptCell> whole = draft.whole(cell.key().service(), Window.of(cell.window()));
    Optional<Proportion> rest =
        group.flatMap(mine -> whole.flatMap(all -> rest(settings.share(all.outcomes()), mine)));
    return rest.isEmpty()
        ? List.of()
        : figures(
            cell,
            new Side(group.get(), draft.effect(cell)),
            new Side(rest.get(), draft.effect(whole.get())));
  }

  /** What rounding leaves of a small rest need not be a share at all. */
  private Optional<Proportion> rest(Proportion all, Proportion group) {
    long missed = all.x() - group.x();
    long due = all.n() - group.n();
    boolean exact = settings.release() == EquitySettings.ReleaseMode.EXACT;
    return missed < 0
            || missed > due
            || due < (exact ? 1 : settings.disclosure().minimumAppointments())
        ? Optional.empty()
        : Optional.of(new Proportion(missed, due));
  }

  private List<KeptFigure> figures(KeptCell cell, Side group, Side rest) {
    double confidence = settings.confidence();
    boolean exact = settings.release() == EquitySettings.ReleaseMode.EXACT;
    DoubleUnaryOperator share =
        exact
            ? DoubleUnaryOperator.identity()
            : value -> settings.disclosure().round(value, group.share().n());
    DoubleUnaryOperator times =
        exact ? DoubleUnaryOperator.identity() : value -> Math.round(100 * value) / 100.0;
    List<KeptFigure> figures = new ArrayList<>();
    figures.addAll(
        Bounds.of(
            FigureFamily.GAP,
            Newcombe.difference(
                group.effect().estimate(group.share(), confidence),
                rest.effect().estimate(rest.share(), confidence)),
            share,
            labels(cell, "difference")));
    RiskRatio.of(
            group.share(), group.effect().value(), rest.share(), rest.effect().value(), confidence)
        .ifPresent(
            ratio ->
                figures.addAll(Bounds.of(FigureFamily.GAP, ratio, times, labels(cell, "ratio"))));
    return figures;
  }

  private static String[] labels(KeptCell cell, String measure) {
    TallyKey key = cell.key();
    return new String[] {key.service(), key.dimension(), key.group(), cell.window(), measure};
  }
}
