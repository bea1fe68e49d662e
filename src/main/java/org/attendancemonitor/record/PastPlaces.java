package org.attendancemonitor.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.attendancemonitor.attendance.Directory;
import org.attendancemonitor.attendance.Fact;
import org.attendancemonitor.attendance.KeptFact;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.PlaceFact;

/** The places as they were known at moments of the past; they are few, and held in memory. */
final class PastPlaces {
  /** By every key a version of the place ever had. */
  private final Map<Key, List<PastShelf>> shelves = new HashMap<>();

  PastPlaces(PastRows rows) {
    for (PastShelf shelf : rows.where("kind = 10")) {
      Set<Key> keys = new LinkedHashSet<>(Set.of(shelf.key));
      for (Fact content : shelf.contents()) {
        if (content instanceof PlaceFact place) {
          keys.addAll(place.keys());
        }
      }
      keys.forEach(key -> shelves.computeIfAbsent(key, k -> new ArrayList<>()).add(shelf));
    }
  }

  /** The places as they were known at a moment. */
  Directory at(Instant moment) {
    return key ->
        shelves.getOrDefault(key, List.of()).stream()
            .flatMap(shelf -> shelf.at(moment).stream())
            .filter(kept -> kept.current() && named(kept, key))
            .max(Comparator.comparing(KeptFact::effective))
            .map(kept -> (PlaceFact) kept.fact())
            .orElse(null);
  }

  private static boolean named(KeptFact kept, Key key) {
    return kept.fact() instanceof PlaceFact place
        && (kept.key().equals(key) || place.keys().contains(key));
  }

  /** The moments at which any of these places was heard of. */
  SortedSet<Instant> receipts(Collection<Key> keys) {
    SortedSet<Instant> receipts = new TreeSet<>();
    for (Key key : keys) {
      shelves.getOrDefault(key, List.of()).forEach(shelf -> shelf.receipts(receipts));
    }
    return receipts;
  }
}
