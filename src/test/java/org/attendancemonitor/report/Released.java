package org.attendancemonitor.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.attendancemonitor.record.KeptCell;
import org.attendancemonitor.record.KeptFigure;
import org.attendancemonitor.record.KeptRelease;

/** The figures of a stored release of one service, read without the code that is tested. */
final class Released {
  private final Map<List<String>, Double> figures = new HashMap<>();
  private final Map<List<String>, KeptCell> cells = new HashMap<>();

  Released(KeptRelease release, String service) {
    for (KeptFigure figure : release.figures()) {
      if (figure.labels().get(0).equals(service)) {
        List<String> key = new ArrayList<>(List.of(figure.family()));
        key.addAll(figure.labels().subList(1, figure.labels().size()));
        figures.put(key, figure.value());
      }
    }
    for (KeptCell cell : release.cells()) {
      if (cell.key().service().equals(service) && cell.state() != KeptCell.State.HIDDEN) {
        cells.put(List.of(cell.key().dimension(), cell.key().group(), cell.window()), cell);
      }
    }
  }

  double figure(String... familyAndLabels) {
    Double figure = figures.get(List.of(familyAndLabels));
    if (figure == null) {
      throw new AssertionError("no figure " + List.of(familyAndLabels));
    }
    return figure;
  }

  /** Estimate, lower and upper of a family. */
  List<Double> bounds(double times, String... familyAndLabels) {
    List<Double> bounds = new ArrayList<>();
    for (String bound : List.of("estimate", "lower", "upper")) {
      List<String> key = new ArrayList<>(List.of(familyAndLabels));
      key.add(bound);
      bounds.add(times * figure(key.toArray(String[]::new)));
    }
    return bounds;
  }

  double due(String dimension, String group, String window) {
    Map<String, Long> shown = cells.get(List.of(dimension, group, window)).shown();
    return shown.get("attended") + shown.get("dna") + shown.get("late_not_seen");
  }

  /** Share missed of a cell with its limits, in per cent. */
  List<Double> missed(String dimension, String group, String window) {
    KeptCell.Ratio ratio = cells.get(List.of(dimension, group, window)).ratio();
    return List.of(100 * ratio.estimate(), 100 * ratio.lower(), 100 * ratio.upper());
  }
}
