package org.attendancemonitor.equity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.attendancemonitor.record.KeptFigure;
import org.attendancemonitor.record.Tallies;

/** Referrals that ended after a missed appointment, with a review and without. */
final class ClosuresAfterMisses implements Statistic {
  private final Tallies tallies;

  ClosuresAfterMisses(Tallies tallies) {
    this.tallies = tallies;
  }

  @Override
  public List<KeptFigure> of(ReleaseDraft draft) {
    List<KeptFigure> figures = new ArrayList<>();
    for (Window window : Window.values()) {
      Map<String, Map<String, Long>> closures =
          tallies.closures(window.after(draft.upTo()), draft.upTo());
      for (String service : draft.services()) {
        for (String review : List.of("complete", "missing")) {
          long n = closures.getOrDefault(service, Map.of()).getOrDefault(review, 0L);
          figures.add(FigureFamily.DISCHARGES.figure(n, service, window.label, review));
        }
      }
    }
    return figures;
  }
}
