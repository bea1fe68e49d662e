package org.attendancemonitor.replay;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Two policies side by side, both replayed.
 *
 * @param span the weeks reported
 * @param people how many people were replayed
 * @param capacity contacts a week by service, of those for which that is known
 * @param current the policy in force
 * @param changed the other one
 */
public record Comparison(
    Span span, long people, Map<String, Integer> capacity, Tally current, Tally changed) {
  public Comparison {
    capacity = Map.copyOf(capacity);
  }

  /** The services in which anything happened under either policy. */
  public SortedSet<String> services() {
    SortedSet<String> services = new TreeSet<>(current.services().keySet());
    services.addAll(changed.services().keySet());
    return services;
  }

  /** The Mondays from the first to the last week in which anything happened in a service. */
  public List<LocalDate> weeks(String service) {
    SortedSet<LocalDate> busy = new TreeSet<>();
    for (Tally tally : List.of(current, changed)) {
      busy.addAll(tally.services().getOrDefault(service, new TreeMap<>()).keySet());
    }
    List<LocalDate> weeks = new ArrayList<>();
    if (!busy.isEmpty()) {
      for (LocalDate at = busy.first(); !at.isAfter(busy.last()); at = at.plusWeeks(1)) {
        weeks.add(at);
      }
    }
    return weeks;
  }

  /** How the team of a service keeps up under a policy; empty where its capacity is not known. */
  public Optional<SortedMap<LocalDate, Lateness>> lateness(String service, Tally policy) {
    if (!capacity.containsKey(service)) {
      return Optional.empty();
    }
    SortedMap<LocalDate, Lateness> byWeek = new TreeMap<>();
    Lateness last = Lateness.NONE;
    for (LocalDate monday : weeks(service)) {
      last = last.next(policy.week(monday, service).contacts(), capacity.get(service));
      byWeek.put(monday, last);
    }
    return Optional.of(byWeek);
  }
}
