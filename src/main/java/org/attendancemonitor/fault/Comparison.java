package org.attendancemonitor.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.attendancemonitor.fault.Acknowledged.Said;
import org.attendancemonitor.record.Store;

/**
 * The senders' log against the record.
 *
 * @param appointments that were acknowledged
 * @param lost acknowledged, and not in the record
 * @param otherOutcome acknowledged with another outcome than the record's
 * @param doubled versions that are kept twice, or not at all
 * @param notSaid in the record, and never acknowledged
 * @param tasksTwice people with two open tasks of one kind for one referral
 * @param withoutTask people with a miss that stands, and no open task
 * @param withTask people with an open task, and no miss that stands
 */
public record Comparison(
    int appointments,
    List<String> lost,
    List<String> otherOutcome,
    List<String> doubled,
    List<String> notSaid,
    List<String> tasksTwice,
    List<String> withoutTask,
    List<String> withTask) {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  /**
   * Compares when both agree, or when they had the time to.
   *
   * @param toDrain how long the queue may take to bring what is in it
   */
  public static Comparison await(Store store, Acknowledged log, Duration toDrain)
      throws InterruptedException {
    return await(store, log.said(), toDrain);
  }

  /** The same, for what several senders have been told. */
  static Comparison await(Store store, Map<String, Said> said, Duration toDrain)
      throws InterruptedException {
    Patience patience = new Patience(toDrain);
    Comparison now = of(said, Kept.in(store));
    while (!now.agree() && !patience.isOver()) {
      TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS.toMillis());
      now = of(said, Kept.in(store));
    }
    return now;
  }

  /** Compares. */
  public static Comparison of(Map<String, Said> said, Kept kept) {
    List<String> lost = new ArrayList<>();
    List<String> other = new ArrayList<>();
    List<String> doubled = new ArrayList<>();
    Set<String> missed = new TreeSet<>();
    said.forEach(
        (id, it) -> {
          String outcome = kept.outcomes().get(id);
          if (outcome == null) {
            lost.add(id);
          } else if (!outcome.equals(it.outcome())) {
            other.add(id + ": said " + it.outcome() + ", kept " + outcome);
          }
          int facts = kept.facts().getOrDefault(id, 0);
          if (facts != it.versions()) {
            doubled.add(id + ": said " + it.versions() + " versions, kept " + facts);
          }
          if (it.outcome().equals("dna")) {
            missed.add(it.patient());
          }
        });
    return new Comparison(
        said.size(),
        lost,
        other,
        doubled,
        without(kept.outcomes().keySet(), said.keySet()),
        kept.tasksTwice(),
        without(missed, kept.peopleWithTasks()),
        without(kept.peopleWithTasks(), missed));
  }

  private static List<String> without(Set<String> these, Set<String> those) {
    return these.stream().filter(it -> !those.contains(it)).toList();
  }

  /** Whether the record holds what was acknowledged, once, and what follows from it. */
  public boolean agree() {
    return counts().stream().allMatch(it -> it.which().isEmpty());
  }

  /**
   * The main figures in a line.
   *
   * @param messages that were acknowledged
   */
  public String counted(long messages) {
    return "%d messages acknowledged about %d appointments: %d lost, %d kept more or less often than told, %d people with a wrong number of tasks"
        .formatted(
            messages,
            appointments,
            lost.size(),
            doubled.size(),
            tasksTwice.size() + withoutTask.size() + withTask.size());
  }

  /** What differs, in a few lines. */
  public List<String> differences() {
    return counts().stream()
        .filter(it -> !it.which().isEmpty())
        .map(
            it ->
                "%d %s, for example %s".formatted(it.which().size(), it.what(), it.which().get(0)))
        .toList();
  }

  private List<Count> counts() {
    return List.of(
        new Count("acknowledged and lost", lost),
        new Count("with another outcome than acknowledged", otherOutcome),
        new Count("kept more or less often than told", doubled),
        new Count("kept, though never acknowledged", notSaid),
        new Count("people with two open tasks of one kind for one referral", tasksTwice),
        new Count("people with a miss that stands and no task", withoutTask),
        new Count("people with a task and no miss that stands", withTask));
  }

  private record Count(String what, List<String> which) {}
}
