package org.attendancemonitor.replay;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.attendancemonitor.attendance.Flag;
import org.attendancemonitor.attendance.SupportTask;

/** Tasks and flags of a replay, in memory: what the record keeps of them otherwise. */
final class Held {
  private static final Comparator<SupportTask> ORDER =
      Comparator.comparingLong(SupportTask::patient)
          .thenComparing(SupportTask::opened)
          .thenComparing(SupportTask::id);

  private final Map<String, SupportTask> tasks = new HashMap<>();
  private final Map<Long, Map<String, Flag>> flags = new TreeMap<>();

  /** The tasks that lie on rows, as the record would recall them. */
  List<SupportTask> tasks(Set<Long> rows) {
    return tasks.values().stream()
        .filter(task -> rows.contains(task.patient()))
        .sorted(ORDER)
        .toList();
  }

  /** The flags that lie on rows. */
  List<Flag> flags(Set<Long> rows) {
    List<Flag> found = new ArrayList<>();
    rows.forEach(row -> found.addAll(flags.getOrDefault(row, Map.of()).values()));
    return found;
  }

  /** Every task. */
  Collection<SupportTask> tasks() {
    return tasks.values();
  }

  /** Whether there is such a task, and it is still to be worked on. */
  boolean open(String task) {
    return tasks.containsKey(task) && tasks.get(task).status().open();
  }

  /** Takes the new state of a task; returns the one before, or null. */
  SupportTask put(SupportTask task) {
    return tasks.put(task.id(), task);
  }

  /** Takes the new state of a flag, on the smallest of a person's rows. */
  void put(Set<Long> rows, long person, Flag flag) {
    rows.forEach(row -> flags.getOrDefault(row, new TreeMap<>()).remove(flag.code()));
    flags.computeIfAbsent(person, row -> new TreeMap<>()).put(flag.code(), flag);
  }
}
