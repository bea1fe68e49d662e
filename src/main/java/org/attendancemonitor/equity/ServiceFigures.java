package org.attendancemonitor.equity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.attendancemonitor.record.KeptCell;
import org.attendancemonitor.record.KeptFigure;

/** Released figures of a service that are no counts of appointments by group. */
final class ServiceFigures {

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

  ServiceFigures(EquitySettings settings) {
    this.settings = settings;
  }

  /**
   * All of them.
   *
   * @param cells protected
   * @param closures by window, service, then {@code complete} or {@code missing}
   */
  List<KeptFigure> of(List<KeptCell> cells, Map<String, Map<String, Map<String, Long>>> closures) {
    List<KeptFigure> figures = new ArrayList<>();
    Set<String> services = new TreeSet<>();
    cells.forEach(cell -> services.add(cell.key().service()));
    for (String service : services) {
      closures.forEach(
          (window, byService) -> {
            for (String review : List.of("complete", "missing")) {
              long n = byService.getOrDefault(service, Map.of()).getOrDefault(review, 0L);
              figures.add(new KeptFigure("discharges_after_dna", service, review, window, n));
            }
          });
      for (String attribute : ATTRIBUTES) {
        Double known = known(service, attribute, cells);
        if (known != null) {
          figures.add(new KeptFigure("known_ratio", service, attribute, "", known));
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
        all += settings.due(cell.exact());
        if (NOT_KNOWN.contains(cell.key().group())) {
          unknown += settings.due(cell.exact());
          hidden |= cell.state() != KeptCell.State.PUBLISHED && settings.due(cell.exact()) > 0;
        }
      }
    }
    boolean exact = settings.release() == EquitySettings.ReleaseMode.EXACT;
    long coarse = 200L * (settings.disclosure().minimumCount() - 1);
    if (all == 0 || hidden && !exact && all <= coarse) {
      return null;
    }
    return Math.round(100 * (1 - (double) settings.disclosure().round(unknown) / all)) / 100.0;
  }
}
