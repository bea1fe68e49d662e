package org.attendancemonitor.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** A comparison for machines. */
public final class ComparisonJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Comparison comparison;

  /** The JSON of a comparison. */
  public ComparisonJson(Comparison comparison) {
    this.comparison = comparison;
  }

  /**
   * One JSON object on one line.
   *
   * @param terms what is held fixed and how things are counted
   */
  public String text(List<String> terms) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("people", comparison.people());
    all.put("from", comparison.span().from() == null ? null : comparison.span().from().toString());
    all.put("to", comparison.span().to().toString());
    all.put("terms", terms);
    all.put(
        "actions_without_task",
        both(comparison.current().actionsWithoutTask(), comparison.changed().actionsWithoutTask()));
    all.put(
        "failed_assessments",
        both(comparison.current().failures(), comparison.changed().failures()));
    List<Object> services = new ArrayList<>();
    comparison.services().forEach(service -> services.add(service(service)));
    all.put("services", services);
    try {
      return MAPPER.writeValueAsString(all);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private Map<String, Object> service(String service) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("service", service);
    all.put("contacts_per_week", comparison.capacity().get(service));
    List<Object> weeks = new ArrayList<>();
    for (LocalDate monday : comparison.weeks(service)) {
      Map<String, Object> week = new LinkedHashMap<>();
      week.put("week", monday.toString());
      week.putAll(
          both(
              week(service, monday, comparison.current()),
              week(service, monday, comparison.changed())));
      weeks.add(week);
    }
    all.put("weeks", weeks);
    return all;
  }

  private Map<String, Object> week(String service, LocalDate monday, Tally policy) {
    Week week = policy.week(monday, service);
    Map<String, Object> all = new LinkedHashMap<>();
    Map<String, Long> opened = new LinkedHashMap<>();
    week.opened().forEach((kind, tasks) -> opened.put(kind.code(), tasks));
    all.put("opened", opened);
    all.put("contacts_due", week.contacts());
    comparison.lateness(service, policy).ifPresent(weeks -> late(weeks, monday, all));
    all.put("ended_without_review", week.closures());
    all.put("would_have_been_stopped", week.stopped());
    return all;
  }

  private static void late(
      SortedMap<LocalDate, Lateness> weeks, LocalDate monday, Map<String, Object> all) {
    Lateness late = weeks.get(monday);
    all.put("late", late.late());
    all.put("share_late", late.due() == 0 ? null : late.share());
    all.put("left_over", late.left());
  }

  private static Map<String, Object> both(Object current, Object changed) {
    Map<String, Object> both = new LinkedHashMap<>();
    both.put("current", current);
    both.put("changed", changed);
    return both;
  }
}
