package org.attendancemonitor.replay;

import java.time.LocalDate;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.attendancemonitor.attendance.Assembly;

/** What one policy makes of everyone, by service and week. */
public final class Tally {
  private final Span span;
  private final SortedMap<String, SortedMap<LocalDate, Week>> services = new TreeMap<>();
  private long actionsWithoutTask;
  private long failures;

  Tally(Span span) {
    this.span = span;
  }

  void add(Replayed person) {
    for (Replayed.Opening opening : person.openings()) {
      week(opening.service(), Assembly.dayOf(opening.at())).opened(opening.kind(), 1);
    }
    for (Replayed.ContactDue contact : person.contacts()) {
      week(contact.service(), Assembly.dayOf(contact.due())).contact();
    }
    for (Replayed.Closure closure : person.closures()) {
      week(closure.service(), closure.day()).closure(closure.stopped());
    }
    actionsWithoutTask += person.actionsWithoutTask();
    failures += person.failures();
  }

  /** What lies outside of the weeks reported is counted nowhere. */
  private Week week(String service, LocalDate day) {
    LocalDate monday = Span.monday(day);
    return span.contains(monday)
        ? services
            .computeIfAbsent(service, s -> new TreeMap<>())
            .computeIfAbsent(monday, m -> new Week())
        : new Week();
  }

  /** The weeks of each service in which anything happened, by Monday. */
  SortedMap<String, SortedMap<LocalDate, Week>> services() {
    return services;
  }

  /** One week of a service; empty where nothing happened. */
  public Week week(LocalDate monday, String service) {
    Map<LocalDate, Week> weeks = services.getOrDefault(service, new TreeMap<>());
    return weeks.getOrDefault(monday, new Week());
  }

  /** All weeks of a service together. */
  public Week together(String service) {
    Week together = new Week();
    services.getOrDefault(service, new TreeMap<>()).values().forEach(together::add);
    return together;
  }

  /** All weeks of all services together. */
  public Week together() {
    Week together = new Week();
    services.keySet().forEach(service -> together.add(together(service)));
    return together;
  }

  /** What people did with tasks that this policy does not open. */
  public long actionsWithoutTask() {
    return actionsWithoutTask;
  }

  /** Derivations that failed. */
  public long failures() {
    return failures;
  }
}
