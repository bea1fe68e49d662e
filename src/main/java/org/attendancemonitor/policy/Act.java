package org.attendancemonitor.policy;

import java.time.Instant;
import java.util.Map;
import org.attendancemonitor.attendance.ActionFact;
import org.attendancemonitor.attendance.Actor;

/**
 * What someone asks to do with a task, before it is known whether that may be done.
 *
 * @param task id of the task
 * @param expectedVersion the version of the task that was looked at ({@code If-Match}), or null
 *     where the asker takes it as it is
 * @param verb what is to be done
 * @param actor who asks
 * @param outcome how it is completed, for {@code COMPLETE}; else null
 * @param step which step is done, for {@code STEP}; else null
 * @param until when work goes on, for {@code HOLD}; else null
 * @param said evidence by item, for {@code RECORD}, and statements made on completion; never null
 * @param note free text for colleagues, or null
 * @param attempt the attempt to record, for {@code CONTACT}; else null
 */
public record Act(
    String task,
    Long expectedVersion,
    ActionFact.Verb verb,
    Actor actor,
    String outcome,
    String step,
    Instant until,
    Map<String, String> said,
    String note,
    Attempt attempt) {
  public Act {
    said = said == null ? Map.of() : Map.copyOf(said);
  }
}
