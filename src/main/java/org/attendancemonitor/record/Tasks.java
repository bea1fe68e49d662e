package org.attendancemonitor.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskKind;
import org.attendancemonitor.attendance.TaskStatus;
import org.springframework.jdbc.core.RowCallbackHandler;

/** Support tasks as they stand and as they stood. */
public final class Tasks {
  static final String UPSERT =
      "INSERT INTO support_task (id, patient, referral, service, kind, status, is_open, priority,"
          + " owner_role, owner, due, opened, modified, version, body)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
          + " ON CONFLICT (id) DO UPDATE SET referral = excluded.referral,"
          + " service = excluded.service, kind = excluded.kind, status = excluded.status,"
          + " is_open = excluded.is_open, priority = excluded.priority,"
          + " owner_role = excluded.owner_role, owner = excluded.owner, due = excluded.due,"
          + " modified = excluded.modified, version = excluded.version, body = excluded.body";
  static final String VERSION =
      "INSERT INTO task_version (id, version, body) VALUES (?, ?, ?)"
          + " ON CONFLICT (id, version) DO UPDATE SET body = excluded.body";

  /** Read from an index that has all of it. */
  static final String COUNTS =
      "SELECT service, kind, status, CASE WHEN is_open = 1 AND due < ? THEN 1 ELSE 0 END AS late,"
          + " count(*) FROM support_task GROUP BY service, kind, status, late";

  private static final ObjectReader READER = Json.get().readerFor(SupportTask.class);

  private final Store store;

  /** Tasks of a record. */
  public Tasks(Store store) {
    this.store = store;
  }

  /**
   * Open or closed tasks, counted.
   *
   * @param service key of {@code services.yaml}
   * @param kind what they ask
   * @param status where they stand
   * @param overdue still open and past their due
   */
  public record Group(String service, TaskKind kind, TaskStatus status, boolean overdue) {}

  /** The task as it stands. */
  public Optional<SupportTask> read(String id) {
    return one("SELECT body FROM support_task WHERE id = ?", id);
  }

  /** The task as it stood at a version. */
  public Optional<SupportTask> version(String id, long version) {
    return one("SELECT body FROM task_version WHERE id = ? AND version = ?", id, version);
  }

  /** Every version of the task, newest first. */
  public List<SupportTask> versions(String id) {
    return store
        .here()
        .query(
            "SELECT body FROM task_version WHERE id = ? ORDER BY version DESC",
            (row, n) -> task(row.getString(1)),
            id);
  }

  /** The tasks sought, in order. */
  public List<SupportTask> search(TaskQuery query) {
    return search(query, "", List.of());
  }

  /** The tasks sought, those that are open and past their due at a moment before all others. */
  public List<SupportTask> overdueFirst(TaskQuery query, Instant now) {
    return search(
        query,
        "CASE WHEN is_open = 1 AND due < ? THEN 0 ELSE 1 END, ",
        List.of(now.toEpochMilli()));
  }

  private List<SupportTask> search(TaskQuery query, String before, List<Object> beforeValues) {
    List<Object> values = new ArrayList<>();
    String where = where(query, values);
    values.addAll(beforeValues);
    values.add(query.limit());
    values.add(query.offset());
    return store
        .here()
        .query(
            "SELECT body FROM support_task"
                + where
                + " ORDER BY "
                + before
                + query.sort().sql
                + ", id LIMIT ? OFFSET ?",
            (row, n) -> task(row.getString(1)),
            values.toArray());
  }

  /** How many tasks are sought, whatever limit and offset. */
  public int count(TaskQuery query) {
    List<Object> values = new ArrayList<>();
    String where = where(query, values);
    Integer count =
        store
            .here()
            .queryForObject(
                "SELECT count(*) FROM support_task" + where, Integer.class, values.toArray());
    return count == null ? 0 : count;
  }

  /** How many tasks there are, by what the live metrics tell. */
  public Map<Group, Long> counts(Instant now) {
    Map<Group, Long> counts = new HashMap<>();
    RowCallbackHandler add =
        row ->
            counts.put(
                new Group(
                    row.getString(1),
                    TaskKind.of(row.getString(2)),
                    TaskStatus.valueOf(row.getString(3)),
                    row.getInt(4) == 1),
                row.getLong(5));
    store.here().query(COUNTS, add, now.toEpochMilli());
    return counts;
  }

  static SupportTask task(String body) {
    try {
      return READER.readValue(body);
    } catch (JsonProcessingException damaged) {
      throw new IllegalStateException("a stored task cannot be read");
    }
  }

  static Object[] values(SupportTask task, String body) {
    return new Object[] {
      task.id(),
      task.patient(),
      task.referral(),
      task.service(),
      task.kind().code(),
      task.status().name(),
      Rows.bit(task.status().open()),
      task.priority().ordinal(),
      task.ownerRole() == null ? null : String.join(",", task.ownerRoles()),
      task.owner(),
      Rows.millis(task.due()),
      task.opened().toEpochMilli(),
      task.modified().toEpochMilli(),
      task.version(),
      body
    };
  }

  private Optional<SupportTask> one(String sql, Object... values) {
    return store.here().query(sql, (row, n) -> task(row.getString(1)), values).stream().findFirst();
  }

  private String where(TaskQuery query, List<Object> values) {
    List<String> conditions = new ArrayList<>();
    among("status", query.statuses().stream().map(Enum::name).toList(), conditions, values);
    if (!query.statuses().isEmpty() && query.statuses().stream().allMatch(TaskStatus::open)) {
      // In these words, for the index of open tasks.
      conditions.add("is_open = 1");
    }
    among("patient", query.patients(), conditions, values);
    ownedBy(query.ownerRoles(), conditions, values);
    among("owner", query.owners(), conditions, values);
    among(
        "priority",
        query.priorities().stream().map(p -> (long) p.ordinal()).toList(),
        conditions,
        values);
    among("kind", query.kinds().stream().map(TaskKind::code).toList(), conditions, values);
    among("service", query.services(), conditions, values);
    query.openedFrom().ifPresent(from -> condition("opened >= ?", from, conditions, values));
    query.openedUntil().ifPresent(until -> condition("opened < ?", until, conditions, values));
    return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
  }

  private void among(
      String column, Collection<?> sought, List<String> conditions, List<Object> values) {
    if (!sought.isEmpty()) {
      conditions.add(store.among(column));
      values.add(store.list(sought));
    }
  }

  private static void condition(
      String condition, Instant at, List<String> conditions, List<Object> values) {
    conditions.add(condition);
    values.add(at.toEpochMilli());
  }

  /** A task may carry several owner roles, joined by commas; any of those sought is enough. */
  private static void ownedBy(Set<String> roles, List<String> conditions, List<Object> values) {
    if (!roles.isEmpty()) {
      conditions.add(
          roles.stream()
              .map(role -> "(',' || owner_role || ',') LIKE ?")
              .collect(Collectors.joining(" OR ", "(", ")")));
      roles.forEach(role -> values.add("%," + role + ",%"));
    }
  }
}
