package org.attendancemonitor.equity;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.attendancemonitor.record.Followed;
import org.attendancemonitor.record.KeptCell;
import org.attendancemonitor.record.KeptFigure;
import org.attendancemonitor.record.Spells;
import org.attendancemonitor.record.Tallies;
import org.attendancemonitor.record.TallyKey;
import org.attendancemonitor.statistics.KaplanMeier;
import org.attendancemonitor.statistics.Wait;
import org.attendancemonitor.statistics.WaitEnd;

/**
 * How soon somebody tries to reach a patient after a missed appointment. Whom nobody has tried yet
 * counts as long as nobody has: leaving them out would make a service that tries few look quick.
 */
final class FirstContacts implements Statistic {
  private static final ZoneId ZONE = ZoneId.of("Europe/London");
  private static final double MINUTE = 60;
  private static final double DAY = 86_400;

  private final EquitySettings settings;
  private final Tallies tallies;

  FirstContacts(EquitySettings settings, Tallies tallies) {
    this.settings = settings;
    this.tallies = tallies;
  }

  @Override
  public List<KeptFigure> of(ReleaseDraft draft) {
    Map<Window, Map<TallyKey, List<Wait>>> waits = waits(draft.upTo());
    return CellFigures.of(
        draft,
        FigureFamily.FIRST_CONTACT,
        cell ->
            figures(cell, waits.get(Window.of(cell.window())).getOrDefault(cell.key(), List.of())));
  }

  private Map<Window, Map<TallyKey, List<Wait>>> waits(LocalDate upTo) {
    Map<Window, Map<TallyKey, List<Wait>>> waits = new EnumMap<>(Window.class);
    for (Window window : Window.values()) {
      waits.put(window, new HashMap<>());
    }
    Instant end = upTo.plusDays(1).atStartOfDay(ZONE).toInstant();
    tallies.followed(
        Window.W52.after(upTo),
        upTo,
        miss -> {
          if (miss.heard().isBefore(end)) {
            add(waits, miss, wait(miss, end), upTo);
          }
        });
    return waits;
  }

  private static void add(
      Map<Window, Map<TallyKey, List<Wait>>> waits, Followed miss, Wait wait, LocalDate upTo) {
    for (TallyKey key : miss.profile().keys()) {
      if (Spells.dimensions().contains(key.dimension())) {
        for (Window window : Window.values()) {
          if (miss.day() > window.after(upTo).toEpochDay()) {
            waits.get(window).computeIfAbsent(key, k -> new ArrayList<>()).add(wait);
          }
        }
      }
    }
  }

  /** In minutes, as known at the end of the release's last day. */
  private static Wait wait(Followed miss, Instant end) {
    boolean tried =
        miss.tried() != null
            && miss.tried().isBefore(end)
            && (miss.lapsed() == null || !miss.tried().isAfter(miss.lapsed()));
    Instant until = tried ? miss.tried() : end;
    if (!tried && miss.lapsed() != null && miss.lapsed().isBefore(end)) {
      until = miss.lapsed();
    }
    int minutes = Math.toIntExact(Duration.between(miss.heard(), until).toMinutes());
    return Wait.of(minutes, tried ? WaitEnd.SEEN : WaitEnd.WAITING);
  }

  private List<KeptFigure> figures(KeptCell cell, List<Wait> waits) {
    TallyKey key = cell.key();
    List<KeptFigure> figures = new ArrayList<>();
    if (waits.size() < (settings.exact(key) ? 1 : settings.disclosure().minimumPatients())) {
      return figures;
    }
    KaplanMeier.of(waits, settings.confidence())
        .ifPresent(
            curve -> {
              for (Percentile percentile : Percentile.values()) {
                add(figures, cell, percentile, curve.percentile(percentile.share));
              }
            });
    return figures;
  }

  private void add(
      List<KeptFigure> figures, KeptCell cell, Percentile percentile, OptionalDouble minutes) {
    if (minutes.isPresent()) {
      TallyKey key = cell.key();
      double seconds = MINUTE * minutes.getAsDouble();
      figures.add(
          FigureFamily.FIRST_CONTACT.figure(
              settings.exact(key) ? seconds : DAY * Math.round(seconds / DAY),
              key.service(),
              key.dimension(),
              key.group(),
              cell.window(),
              percentile.label));
    }
  }
}
