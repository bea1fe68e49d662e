package org.attendancemonitor.equity;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.attendancemonitor.record.KeptCell;
import org.attendancemonitor.record.KeptFigure;

/** How complete the demographic attributes are. */
final class KnownShares implements Statistic {

  /** Demographic attributes whose completeness is published. */
  private static final List<String> ATTRIBUTES =
      List.of(
          "deprivation_quintile",
          "ethnic_group",
          "age_band",
          "sex",
          "interpreter",
          "disability",
          "inclusion_health");

  private static final Set<String> NOT_KNOWN = Set.of("unknown", "not_known", "not_stated");
  private final EquitySettings settings;

  KnownShares(EquitySettings settings) {
    this.settings = settings;
  }

  @Override
  public List<KeptFigure> of(ReleaseDraft draft) {
    List<KeptFigure> figures = new ArrayList<>();
    for (String service : draft.services()) {
      for (String attribute : ATTRIBUTES) {
        Double known = known(service, attribute, draft.cells());
        if (known != null) {
          figures.add(FigureFamily.KNOWN.figure(known, service, attribute));
        }
      }
    }
    return figures;
  }

  /**
   * Share of appointments, over 52 weeks, of people whose attribute is known; in whole per cent.
   * Where the group of those not known is hidden, only if a small number could not be told from
   * none.
   */
  private Double known(String service, String attribute, List<KeptCell> cells) {
    long all = 0;
    long unknown = 0;
    boolean hidden = false;
    for (KeptCell cell : cells) {
      if (cell.window().equals(Window.W52.label)
          && cell.key().service().equals(service)
          && cell.key().dimension().equals(attribute)) {
        all += settings.due(cell.outcomes());
        if (NOT_KNOWN.contains(cell.key().group())) {
          unknown += settings.due(cell.outcomes());
          hidden |= cell.state() != KeptCell.State.PUBLISHED && settings.due(cell.outcomes()) > 0;
        }
      }
    }
    boolean exact = settings.release() == EquitySettings.ReleaseMode.EXACT;
    long coarse = 200L * (settings.disclosure().minimumCount() - 1);
    if (all == 0 || hidden && !exact && all <= coarse) {
      return null;
    }
    return exact
        ? 1 - (double) unknown / all
        : Math.round(100 * (1 - (double) settings.disclosure().round(unknown) / all)) / 100.0;
  }
}
