package org.attendancemonitor.equity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.attendancemonitor.record.KeptCell;
import org.attendancemonitor.record.KeptFigure;
import org.attendancemonitor.record.Subject;

/**
 * Figures of a group follow its cell: worked out anew when the cell is published, as they were
 * while it is kept, none while it is hidden. A figure that moved while its counts stand still would
 * tell what the counts do not.
 */
final class CellFigures {
  private CellFigures() {}

  /**
   * The figures of every shown cell of appointments.
   *
   * @param family its first labels are service, dimension, group and window
   * @param fresh the figures of a cell that is published in this release
   */
  static List<KeptFigure> of(
      ReleaseDraft draft, FigureFamily family, Function<KeptCell, List<KeptFigure>> fresh) {
    return of(draft, Subject.APPOINTMENTS, family, fresh);
  }

  /**
   * The figures of every shown cell of a subject.
   *
   * @param family its first labels are service, dimension, group and, but for a stock, window
   * @param fresh the figures of a cell that is published in this release
   */
  static List<KeptFigure> of(
      ReleaseDraft draft,
      Subject subject,
      FigureFamily family,
      Function<KeptCell, List<KeptFigure>> fresh) {
    int place = subject.stock() ? 3 : 4;
    Map<List<String>, List<KeptFigure>> before =
        draft.before(family).stream()
            .collect(Collectors.groupingBy(figure -> figure.labels().subList(0, place)));
    List<KeptFigure> figures = new ArrayList<>();
    for (KeptCell cell : draft.cells(subject)) {
      switch (cell.state()) {
        case PUBLISHED -> figures.addAll(fresh.apply(cell));
        case KEPT -> figures.addAll(before.getOrDefault(place(cell), List.of()));
        case HIDDEN -> {}
      }
    }
    return figures;
  }

  private static List<String> place(KeptCell cell) {
    return Stream.of(
            cell.key().service(), cell.key().dimension(), cell.key().group(), cell.window())
        .limit(cell.subject().stock() ? 3 : 4)
        .toList();
  }
}
