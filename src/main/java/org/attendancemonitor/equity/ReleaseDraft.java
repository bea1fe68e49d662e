package org.attendancemonitor.equity;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.attendancemonitor.record.KeptCell;
import org.attendancemonitor.record.KeptFigure;
import org.attendancemonitor.record.KeptRelease;
import org.attendancemonitor.record.Subject;
import org.attendancemonitor.record.TallyKey;
import org.attendancemonitor.statistics.DesignEffect;

/** A release in the making whose cells are protected: what its further figures are made from. */
final class ReleaseDraft {
  private final LocalDate upTo;
  private final Map<Subject, List<KeptCell>> bySubject = new EnumMap<>(Subject.class);
  private final Map<TallyKey, Map<String, KeptCell>> byKey = new HashMap<>();
  private final Set<String> services = new TreeSet<>();
  private final KeptRelease before;
  private final PatientCounts patients;
  private final Map<List<String>, DesignEffect> effectsBefore;

  /**
   * @param upTo the last local day it counts
   * @param cells protected, hidden ones among them
   * @param before the release before, or null
   * @param patients have all been seen
   */
  ReleaseDraft(LocalDate upTo, List<KeptCell> cells, KeptRelease before, PatientCounts patients) {
    this.patients = patients;
    this.upTo = upTo;
    this.before = before;
    for (KeptCell cell : cells) {
      services.add(cell.key().service());
      bySubject.computeIfAbsent(cell.subject(), subject -> new ArrayList<>()).add(cell);
      if (cell.subject() == Subject.APPOINTMENTS) {
        byKey.computeIfAbsent(cell.key(), key -> new HashMap<>()).put(cell.window(), cell);
      }
    }
    this.effectsBefore =
        before(FigureFamily.DESIGN_EFFECT).stream()
            .collect(
                Collectors.toMap(KeptFigure::labels, figure -> new DesignEffect(figure.value())));
  }

  LocalDate upTo() {
    return upTo;
  }

  /** The cells of appointments. */
  List<KeptCell> cells() {
    return cells(Subject.APPOINTMENTS);
  }

  /** The cells of a subject. */
  List<KeptCell> cells(Subject subject) {
    return List.copyOf(bySubject.getOrDefault(subject, List.of()));
  }

  /** Keys of the services that have any cell, in order. */
  Set<String> services() {
    return services;
  }

  /** A cell of appointments. */
  Optional<KeptCell> cell(TallyKey key, Window window) {
    return Optional.ofNullable(byKey.getOrDefault(key, Map.of()).get(window.label));
  }

  /** The service as a whole in a window, exact. */
  Optional<KeptCell> whole(String service, Window window) {
    return cell(new TallyKey(service, TallyKey.ALL, TallyKey.ALL), window);
  }

  /** What is counted patient by patient. */
  PatientCounts patients() {
    return patients;
  }

  /** The design effect that the limits of a cell of appointments were widened by. */
  DesignEffect effect(KeptCell cell) {
    TallyKey key = cell.key();
    return switch (cell.state()) {
      case PUBLISHED -> patients.effect(key, Window.of(cell.window()));
      case KEPT ->
          effectsBefore.getOrDefault(
              List.of(key.service(), key.dimension(), key.group(), cell.window()),
              DesignEffect.NONE);
      case HIDDEN -> DesignEffect.NONE;
    };
  }

  /** What the release before said in a family; nothing where there is none. */
  List<KeptFigure> before(FigureFamily family) {
    return before == null
        ? List.of()
        : before.figures().stream().filter(figure -> figure.family().equals(family.key)).toList();
  }
}
