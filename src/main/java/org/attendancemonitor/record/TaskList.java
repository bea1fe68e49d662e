package org.attendancemonitor.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskKind;

/** Open tasks as a team works through them: narrowed, in order, a page at a time. */
public final class TaskList {
  private final Store store;
  private final Links links;

  /** The tasks of a record. */
  public TaskList(Store store) {
    this.store = store;
    this.links = new Links(store);
  }

  /** Orders of the list; what is overdue stands first in the order of work. */
  public enum Order {
    /** Overdue first, then the most urgent, then the earliest due. */
    WORK("CASE WHEN due < ? THEN 0 ELSE 1 END, priority DESC, due IS NULL, due, id"),
    /** Earliest due first. */
    DUE("CASE WHEN ? IS NULL THEN 1 ELSE 0 END, due IS NULL, due, id"),
    /** Latest due first; what has no date stands last here, too. */
    DUE_LATEST("CASE WHEN ? IS NULL THEN 1 ELSE 0 END, due IS NULL, due DESC, id"),
    /** Opened longest ago first. */
    OPENED("CASE WHEN ? IS NULL THEN 1 ELSE 0 END, opened, id"),
    /** Opened most recently first. */
    OPENED_LATEST("CASE WHEN ? IS NULL THEN 1 ELSE 0 END, opened DESC, id");

    final String sql;

    Order(String sql) {
      this.sql = sql;
    }
  }

  /**
   * What is asked for.
   *
   * @param everywhere whatever the service
   * @param services keys, where it is not everywhere
   * @param kind or null for any
   * @param owner whose, or null for anybody's
   * @param unowned only what nobody has taken on
   * @param flag code of a flag that holds for the patient, or null
   * @param overdue only what is past its due
   * @param now the moment it is asked
   */
  public record Question(
      boolean everywhere,
      Set<String> services,
      TaskKind kind,
      String owner,
      boolean unowned,
      String flag,
      boolean overdue,
      Instant now) {
    public Question {
      services = Set.copyOf(services);
    }
  }

  /**
   * A page of the tasks.
   *
   * @param total of all pages
   * @param tasks of this one, in order
   */
  public record Page(int total, List<SupportTask> tasks) {
    public Page {
      tasks = List.copyOf(tasks);
    }
  }

  /** The tasks asked for. */
  public Page page(Question question, Order order, int limit, int offset) {
    List<Object> values = new ArrayList<>();
    String where = where(question, values);
    if (question.flag() != null) {
      where += " AND " + store.among("id");
      values.add(store.list(flagged(question)));
    }
    Integer total =
        store
            .here()
            .queryForObject(
                "SELECT count(*) FROM support_task" + where, Integer.class, values.toArray());
    values.add(question.now().toEpochMilli());
    values.add(limit);
    values.add(offset);
    List<SupportTask> tasks =
        store
            .here()
            .query(
                "SELECT body FROM support_task"
                    + where
                    + " ORDER BY "
                    + order.sql
                    + " LIMIT ? OFFSET ?",
                (row, n) -> Tasks.task(row.getString(1)),
                values.toArray());
    return new Page(total == null ? 0 : total, tasks);
  }

  private String where(Question question, List<Object> values) {
    StringBuilder where = new StringBuilder(" WHERE is_open = 1");
    if (!question.everywhere()) {
      where.append(" AND ").append(store.among("service"));
      values.add(store.list(question.services()));
    }
    if (question.kind() != null) {
      where.append(" AND kind = ?");
      values.add(question.kind().code());
    }
    if (question.owner() != null) {
      where.append(" AND owner = ?");
      values.add(question.owner());
    }
    if (question.unowned()) {
      where.append(" AND owner IS NULL");
    }
    if (question.overdue()) {
      where.append(" AND due < ?");
      values.add(question.now().toEpochMilli());
    }
    return where.toString();
  }

  /**
   * The ids of the tasks whose patient has the flag. A flag lies on one row of a person and a task
   * on any: who is the same person is found before they are compared.
   */
  private List<String> flagged(Question question) {
    List<Object> values = new ArrayList<>();
    String where = where(question, values);
    Map<String, Long> patients = new java.util.HashMap<>();
    store
        .here()
        .query(
            "SELECT id, patient FROM support_task" + where,
            row -> {
              patients.put(row.getString(1), row.getLong(2));
            },
            values.toArray());
    if (patients.isEmpty()) {
      return List.of();
    }
    Map<Long, SortedSet<Long>> persons = links.of(patients.values());
    Set<Long> flagged =
        new TreeSet<>(
            store
                .here()
                .queryForList(
                    "SELECT patient FROM flag WHERE code = ? AND active = 1 AND "
                        + store.among("patient"),
                    Long.class,
                    question.flag(),
                    store.list(persons.keySet())));
    return patients.entrySet().stream()
        .filter(task -> persons.get(task.getValue()).stream().anyMatch(flagged::contains))
        .map(Map.Entry::getKey)
        .toList();
  }
}
