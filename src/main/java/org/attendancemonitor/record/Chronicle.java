package org.attendancemonitor.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.attendancemonitor.attendance.Directory;
import org.attendancemonitor.attendance.Fact;
import org.attendancemonitor.attendance.FactKind;
import org.attendancemonitor.attendance.KeptFact;
import org.attendancemonitor.attendance.Key;

/**
 * All that was ever said about a person, and what was known of it at any moment. Rows that are
 * linked now were several people until it was known that they are one; a link that was taken back
 * since counts as never made, and an answer to an appointment belongs to whom it belongs to now.
 */
public final class Chronicle {
  private final Map<Long, String> rows;
  private final List<PastShelf> shelves;
  private final PastPlaces places;

  /**
   * @param rows every row of the person, with the key it was made for
   * @param shelves everything said about them
   */
  Chronicle(Map<Long, String> rows, List<PastShelf> shelves, PastPlaces places) {
    this.rows = Map.copyOf(rows);
    this.shelves = List.copyOf(shelves);
    this.places = places;
  }

  /**
   * A person as known at a moment.
   *
   * @param rows every row that was linked to the person then
   * @param facts as {@link Recall} would have told them
   */
  public record Known(SortedSet<Long> rows, List<KeptFact> facts) {}

  /** The moments at which something was received that bears on the person, in order. */
  public SortedSet<Instant> receipts() {
    Set<Key> referredTo = new HashSet<>();
    SortedSet<Instant> receipts = new TreeSet<>();
    for (PastShelf shelf : shelves) {
      shelf.receipts(receipts);
      shelf.contents().forEach(fact -> referredTo.addAll(Places.placesOf(fact)));
    }
    if (!receipts.isEmpty()) {
      // A place that was known before anything was said of the person brings no news.
      receipts.addAll(places.receipts(referredTo).tailSet(receipts.first()));
    }
    return receipts;
  }

  /** Those of {@link #receipts} at which somebody did something with a task. */
  public SortedSet<Instant> acts() {
    SortedSet<Instant> acts = new TreeSet<>();
    shelves.stream()
        .filter(shelf -> shelf.kind == FactKind.ACTION)
        .forEach(shelf -> shelf.receipts(acts));
    return acts;
  }

  /** The places as they were known at a moment. */
  public Directory placesAt(Instant moment) {
    return places.at(moment);
  }

  /** Who was known at a moment, in order of their smallest row. */
  public List<Known> at(Instant moment) {
    SortedSet<Long> begun = new TreeSet<>();
    Map<Long, List<KeptFact>> facts = new HashMap<>();
    for (PastShelf shelf : shelves) {
      if (shelf.mentioned && shelf.begun(moment)) {
        begun.addAll(shelf.patients());
      }
      for (KeptFact kept : shelf.at(moment)) {
        facts.computeIfAbsent(kept.patient(), row -> new ArrayList<>()).add(kept);
      }
    }
    List<Known> known = new ArrayList<>();
    for (SortedSet<Long> linked : linked(begun, facts)) {
      List<KeptFact> theirs = new ArrayList<>();
      linked.forEach(row -> theirs.addAll(facts.getOrDefault(row, List.of())));
      known.add(new Known(linked, theirs));
    }
    return known;
  }

  private Set<SortedSet<Long>> linked(SortedSet<Long> begun, Map<Long, List<KeptFact>> facts) {
    Map<Long, SortedSet<Long>> persons = new HashMap<>();
    Map<String, Long> claimed = new HashMap<>();
    for (Long row : begun) {
      persons.put(row, new TreeSet<>(Set.of(row)));
      for (String name : claims(row, facts.getOrDefault(row, List.of()))) {
        Long other = claimed.putIfAbsent(name, row);
        if (other != null) {
          Links.join(persons, row, other);
        }
      }
    }
    Set<SortedSet<Long>> distinct = new TreeSet<>((a, b) -> Long.compare(a.first(), b.first()));
    distinct.addAll(persons.values());
    return distinct;
  }

  private Set<String> claims(Long row, List<KeptFact> facts) {
    Set<String> claims = new HashSet<>(Set.of(rows.get(row)));
    for (KeptFact kept : facts) {
      Fact fact = kept.fact();
      if (kept.current() && fact.kind() == FactKind.PATIENT) {
        claims.addAll(Claims.of(fact).keySet());
      }
    }
    return claims;
  }
}
