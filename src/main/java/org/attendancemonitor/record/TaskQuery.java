package org.attendancemonitor.record;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.attendancemonitor.attendance.Priority;
import org.attendancemonitor.attendance.TaskKind;
import org.attendancemonitor.attendance.TaskStatus;

/**
 * Which tasks are sought; an empty set means "any".
 *
 * @param statuses where they stand
 * @param patients patient rows of the people they are for
 * @param ownerRoles owner roles of the policy
 * @param owners who has claimed them
 * @param priorities how urgent
 * @param kinds what they ask
 * @param services keys of {@code services.yaml}
 * @param openedFrom opened at or after
 * @param openedUntil opened before
 * @param sort the order
 * @param limit at most this many, from 1
 * @param offset leave out this many first
 */
public record TaskQuery(
    Set<TaskStatus> statuses,
    Set<Long> patients,
    Set<String> ownerRoles,
    Set<String> owners,
    Set<Priority> priorities,
    Set<TaskKind> kinds,
    Set<String> services,
    Optional<Instant> openedFrom,
    Optional<Instant> openedUntil,
    Sort sort,
    int limit,
    int offset) {

  /** Orders of a search, each completed by the id. */
  public enum Sort {
    /** Most urgent first, then by due. */
    RANK("priority DESC, CASE WHEN due IS NULL THEN 1 ELSE 0 END, due"),
    /** Earliest due first; without one last. */
    DUE("CASE WHEN due IS NULL THEN 1 ELSE 0 END, due"),
    /** Oldest first. */
    OPENED("opened"),
    /** Newest first. */
    NEWEST("opened DESC"),
    /** Last changed first. */
    MODIFIED("modified DESC");

    final String sql;

    Sort(String sql) {
      this.sql = sql;
    }
  }

  public TaskQuery {
    statuses = Set.copyOf(statuses);
    patients = Set.copyOf(patients);
    ownerRoles = Set.copyOf(ownerRoles);
    owners = Set.copyOf(owners);
    priorities = Set.copyOf(priorities);
    kinds = Set.copyOf(kinds);
    services = Set.copyOf(services);
    Objects.requireNonNull(sort, "sort");
    if (limit < 1 || offset < 0) {
      throw new IllegalArgumentException("limit and offset: expected 1 or more and 0 or more");
    }
  }

  /** Every task, in the order of {@link Sort#RANK}. */
  public static TaskQuery all(int limit) {
    return new TaskQuery(
        Set.of(),
        Set.of(),
        Set.of(),
        Set.of(),
        Set.of(),
        Set.of(),
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        Sort.RANK,
        limit,
        0);
  }
}
