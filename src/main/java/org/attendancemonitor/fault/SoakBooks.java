package org.attendancemonitor.fault;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.attendancemonitor.fault.Acknowledged.Said;
import org.attendancemonitor.record.Store;
import org.springframework.jdbc.core.JdbcTemplate;

/** What was told against what is kept, when everything has come to rest. */
final class SoakBooks {
  private final Map<String, Said> said = new HashMap<>();
  private long messages;
  private final List<String> happened = new ArrayList<>();
  private final List<String> broken = new ArrayList<>();

  /** Adds the log of some senders. */
  void add(Acknowledged log) {
    said.putAll(log.said());
    messages += log.messages();
  }

  List<String> happened() {
    return happened;
  }

  List<String> broken() {
    return broken;
  }

  /** Facts that are to be kept: each content once. */
  long facts(long clashes) {
    return said.values().stream().mapToLong(Said::versions).sum() + clashes;
  }

  /**
   * Compares.
   *
   * @param unusable messages that nobody can read
   * @param clashes appointments told with two contents under one version
   * @param completed tasks, as their clinician was answered
   * @param unanswered completions that were not
   */
  void close(Store store, long unusable, long clashes, long completed, long unanswered) {
    Kept kept = Kept.in(store);
    JdbcTemplate record = new JdbcTemplate(store.reader());
    events(kept, record, unusable, clashes);
    tasks(kept, record, completed, unanswered);
  }

  private void events(Kept kept, JdbcTemplate record, long unusable, long clashes) {
    Map<String, Integer> facts = new HashMap<>(kept.facts());
    long wanted = facts(clashes);
    long found = count(record, "SELECT count(*) FROM fact WHERE source = 'epr'");
    long rejected = count(record, "SELECT count(*) FROM dead_letter WHERE reason <> 'conflict'");
    long conflicts = count(record, "SELECT count(*) FROM dead_letter WHERE reason = 'conflict'");
    long in = messages + unusable + 2 * clashes;
    long repeats = in - wanted - unusable - clashes;
    happened.add(
        "in %,d = facts %,d (older news among them) + repeats %,d + conflicts %,d + rejected %,d"
            .formatted(in, found, repeats, conflicts, rejected));
    check(found == wanted, "facts: %,d told, %,d kept".formatted(wanted, found));
    // What is brought again by a fault after it was kept may be kept as a dead letter twice.
    check(
        rejected >= unusable && conflicts >= clashes,
        "dead letters: %,d unusable and %,d in conflict were told, %,d and %,d are kept"
            .formatted(unusable, clashes, rejected, conflicts));
    List<String> differing =
        said.entrySet().stream()
            .filter(
                it ->
                    !it.getValue().outcome().equals(kept.outcomes().get(it.getKey()))
                        || !Integer.valueOf(it.getValue().versions())
                            .equals(facts.get(it.getKey())))
            .map(Map.Entry::getKey)
            .limit(5)
            .toList();
    check(
        differing.isEmpty(),
        "appointments that are lost, doubled or end otherwise, such as " + differing);
    long more =
        kept.outcomes().keySet().stream()
            .filter(id -> !id.startsWith(Nuisance.CLASH) && !said.containsKey(id))
            .count();
    check(more == 0, more + " appointments are kept that nobody told");
  }

  private void tasks(Kept kept, JdbcTemplate record, long completed, long unanswered) {
    long opened = count(record, "SELECT count(DISTINCT id) FROM task_version");
    long open = count(record, "SELECT count(*) FROM support_task WHERE is_open = 1");
    long withdrawn =
        count(
            record, "SELECT count(*) FROM support_task WHERE is_open = 0 AND status = 'CANCELLED'");
    long closed =
        count(
            record,
            "SELECT count(*) FROM support_task WHERE is_open = 0 AND status <> 'CANCELLED'");
    happened.add(
        "tasks opened %,d = closed %,d (%,d by a clinician who was answered) + withdrawn %,d + open %,d"
            .formatted(opened, closed, completed, withdrawn, open));
    check(opened == closed + withdrawn + open, "tasks: the sum is not what was opened");
    check(
        closed >= completed && closed <= completed + unanswered,
        "tasks: %,d completions were answered, %,d were not, and %,d are kept"
            .formatted(completed, unanswered, closed));
    check(kept.tasksTwice().isEmpty(), "people with two open tasks of one kind for one referral");
    Set<String> missed = new TreeSet<>();
    said.values().stream()
        .filter(it -> it.outcome().equals("dna"))
        .forEach(it -> missed.add(it.patient()));
    missed.removeAll(answered(record));
    check(
        missed.isEmpty(),
        missed.size() + " people with a miss that stands and no task, open or completed");
  }

  /** Who has, or had, a task that was not withdrawn. */
  private static Set<String> answered(JdbcTemplate record) {
    return new TreeSet<>(
        record
            .queryForList(
                "SELECT DISTINCT p.primary_key FROM support_task t JOIN patient p"
                    + " ON p.id = t.patient WHERE t.is_open = 1 OR t.status <> 'CANCELLED'",
                String.class)
            .stream()
            .map(key -> key.substring(key.lastIndexOf('/') + 1))
            .toList());
  }

  private void check(boolean right, String otherwise) {
    if (!right) {
      broken.add(otherwise);
    }
  }

  private static long count(JdbcTemplate record, String sql) {
    Long count = record.queryForObject(sql, Long.class);
    return count == null ? 0 : count;
  }
}
