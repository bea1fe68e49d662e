package org.attendancemonitor.equity;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.attendancemonitor.record.Spell;
import org.attendancemonitor.record.SpellVisitor;
import org.attendancemonitor.record.Spells;
import org.attendancemonitor.record.TallyKey;

/** The waits of the 52 weeks up to a release's last day, by group, in one reading. */
final class ObservedWaits {
  private final Map<TallyKey, List<ObservedWait>> groups;

  private ObservedWaits(Map<TallyKey, List<ObservedWait>> groups) {
    this.groups = groups;
  }

  /**
   * Reads them.
   *
   * @param upTo the last day of the release
   */
  static ObservedWaits read(Spells spells, LocalDate upTo, WaitSettings settings) {
    LocalDate floor = settings.observedFrom().orElse(LocalDate.EPOCH);
    Map<TallyKey, List<ObservedWait>> groups = new HashMap<>();
    SpellVisitor visitor =
        all -> {
          for (Spell spell : all) {
            ObservedWait wait = ObservedWait.of(spell, upTo, floor);
            spell
                .keys()
                .forEach(key -> groups.computeIfAbsent(key, k -> new ArrayList<>()).add(wait));
          }
        };
    spells.read(Window.W52.after(upTo), upTo, List.of(visitor));
    return new ObservedWaits(groups);
  }

  /** Those of a group, ended or not. */
  List<ObservedWait> of(TallyKey key) {
    return groups.getOrDefault(key, List.of());
  }

  /** Those of everybody else in the service who is in another group of the same dimension. */
  List<ObservedWait> rest(TallyKey key) {
    List<ObservedWait> rest = new ArrayList<>();
    groups.forEach(
        (other, waits) -> {
          if (other.service().equals(key.service())
              && other.dimension().equals(key.dimension())
              && !other.equals(key)) {
            rest.addAll(waits);
          }
        });
    return rest;
  }

  /** Keys of the services that have any, in order. */
  Set<String> services() {
    Set<String> services = new TreeSet<>();
    groups.keySet().forEach(key -> services.add(key.service()));
    return services;
  }

  /** The service as a whole. */
  List<ObservedWait> whole(String service) {
    return of(new TallyKey(service, TallyKey.ALL, TallyKey.ALL));
  }
}
