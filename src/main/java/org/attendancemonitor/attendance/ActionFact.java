package org.attendancemonitor.attendance;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What someone did with a task. It is a fact: kept as it was, and never recomputed. The state of a
 * task that people work on is derived from these.
 *
 * @param task id of the task
 * @param verb what was done
 * @param actor who did it
 * @param at when
 * @param outcome how the task was completed, for {@link Verb#COMPLETE}; else null
 * @param step which step was done, for {@link Verb#STEP}; else null
 * @param until when work goes on, for {@link Verb#HOLD}; else null
 * @param said evidence by item, for {@link Verb#RECORD}; never null
 * @param note free text for colleagues, or null; it is never logged
 */
public record ActionFact(
    String task,
    Verb verb,
    Actor actor,
    Instant at,
    String outcome,
    String step,
    Instant until,
    Map<String, String> said,
    String note)
    implements Fact {

  /** What can be done with a task. */
  public enum Verb {
    /** Take it on. */
    CLAIM,
    /** Hand it back to its owner role. */
    RELEASE,
    /** Wait until a moment. */
    HOLD,
    /** Record an attempt to reach the person; the attempt itself is a {@link ContactFact}. */
    CONTACT,
    /** Record that a step is done. */
    STEP,
    /** Record evidence for a review, item by item. */
    RECORD,
    /** End it with an outcome. */
    COMPLETE
  }

  public ActionFact {
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(verb, "verb");
    Objects.requireNonNull(actor, "actor");
    Objects.requireNonNull(at, "at");
    said = said == null ? Map.of() : java.util.Collections.unmodifiableMap(new TreeMap<>(said));
  }

  /** An action that says no more than what was done. */
  public static ActionFact of(String task, Verb verb, Actor actor, Instant at) {
    return new ActionFact(task, verb, actor, at, null, null, null, Map.of(), null);
  }

  @Override
  public FactKind kind() {
    return FactKind.ACTION;
  }
}
