package org.attendancemonitor.writeback;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.attendancemonitor.attendance.ActionFact;
import org.attendancemonitor.attendance.FactKind;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.intake.Asked;
import org.attendancemonitor.intake.IntakeUnavailableException;
import org.attendancemonitor.intake.Submission;
import org.attendancemonitor.intake.Submitting;
import org.attendancemonitor.intake.Verdict;
import org.attendancemonitor.policy.Act;
import org.attendancemonitor.record.CurrentFacts;
import org.attendancemonitor.record.Tasks;
import org.attendancemonitor.record.WriteBackEntry;
import org.hl7.fhir.r4.model.PositiveIntType;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.ParameterComponent;

/**
 * Takes up what people did with a task on the server: the difference to what we told, as an act
 * that goes through the same intake and the same judgement as anybody's. Our own writing makes no
 * difference, so it is never taken for theirs.
 */
final class TakingUp {
  private final Tasks tasks;
  private final CurrentFacts facts;
  private final Submitting submitting;
  private final ActorThere actor;
  private final Clock clock;

  TakingUp(Tasks tasks, CurrentFacts facts, Submitting submitting, ActorThere actor, Clock clock) {
    this.tasks = tasks;
    this.facts = facts;
    this.submitting = submitting;
    this.actor = actor;
    this.clock = clock;
  }

  /**
   * The entry after the newest version there was looked at: with what could not be taken over, if
   * anything.
   *
   * @throws NotTakenException where it cannot be judged now
   */
  WriteBackEntry takeUp(WriteBackEntry entry, SupportTask now, Task theirs)
      throws NotTakenException {
    String version = theirs.getMeta().getVersionId();
    if (version != null && version.equals(entry.thereVersion())) {
      return entry;
    }
    Optional<SupportTask> told = tasks.version(entry.id(), told(theirs, entry.written()));
    Optional<Stated> stated =
        told.flatMap(before -> Stated.of(before, now, theirs, actor, notes(now)));
    WriteBackEntry seen = entry.seen(theirs.getIdElement().getIdPart(), version);
    return stated.isEmpty() ? seen : seen.saying(answer(stated.get()));
  }

  /** Null where it came about; else what stands against it. */
  private String answer(Stated stated) throws NotTakenException {
    List<String> against = stated.act() == null ? List.of(stated.missing()) : judged(stated.act());
    return against.isEmpty() ? null : "Not taken over: " + String.join(" ", against);
  }

  private List<String> judged(Act act) throws NotTakenException {
    Verdict verdict;
    try {
      verdict = submitting.submit(Submission.asked(new Asked.WithTask(act), clock.instant()));
    } catch (IntakeUnavailableException | TimeoutException busy) {
      throw new NotTakenException(NotTakenException.Kind.LATER, "the record was busy");
    }
    if (verdict.refusal() != null) {
      return verdict.refusal().why().stream().map(Reason::text).toList();
    }
    if (!verdict.clean()) {
      throw new NotTakenException(NotTakenException.Kind.LATER, "the record did not take it");
    }
    return List.of();
  }

  /** Which version of ours they started from. */
  private static long told(Task theirs, long otherwise) {
    return theirs.getInput().stream()
        .filter(input -> Tellings.VERSION.equals(input.getType().getCodingFirstRep().getCode()))
        .map(ParameterComponent::getValue)
        .filter(PositiveIntType.class::isInstance)
        .map(value -> ((PositiveIntType) value).getValue())
        .filter(value -> value != null)
        .map(Integer::longValue)
        .findFirst()
        .orElse(otherwise);
  }

  private List<String> notes(SupportTask task) {
    return facts.of(FactKind.ACTION, Set.of(task.patient())).stream()
        .map(kept -> (ActionFact) kept.fact().fact())
        .filter(action -> action.task().equals(task.id()) && action.note() != null)
        .map(ActionFact::note)
        .collect(Collectors.toList());
  }
}
