package org.attendancemonitor;

import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.attendancemonitor.attendance.FactKind;
import org.attendancemonitor.attendance.NeedFact;
import org.attendancemonitor.record.CurrentFacts;
import org.attendancemonitor.record.Dispatch;
import org.attendancemonitor.record.Flags;
import org.attendancemonitor.record.Outbox;
import org.attendancemonitor.record.People;
import org.attendancemonitor.record.Tasks;
import org.attendancemonitor.task.FlagMapping;
import org.attendancemonitor.task.Subject;
import org.attendancemonitor.task.TaskMapping;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is to be sent: the outbox names it, what is sent is its state now. */
public final class Outgoing {
  private static final Logger LOG = LoggerFactory.getLogger(Outgoing.class);
  private static final int AT_ONCE = 500;

  private final Set<String> kinds;
  private final Dispatch outbox;
  private final Tasks tasks;
  private final Flags flags;
  private final CurrentFacts facts;
  private final People people;
  private final Map<String, String> supportWords;
  private final FhirContext fhir = FhirContext.forR4Cached();

  /**
   * One thing to send.
   *
   * @param kind {@code task}, {@code flag} or {@code dead}
   * @param id of the task, flag or dead letter
   * @param json the content
   * @param pending its place in the outbox
   */
  public record Letter(String kind, String id, String json, Outbox.Pending pending) {

    /** Frameworks print what they cannot handle: nothing of the content. */
    @Override
    public String toString() {
      return "Letter[" + kind + ", " + id + "]";
    }
  }

  Outgoing(
      boolean enabled,
      Dispatch outbox,
      Tasks tasks,
      Flags flags,
      CurrentFacts facts,
      People people,
      Map<String, String> supportWords) {
    this.supportWords = supportWords;
    this.kinds = enabled ? Set.of(Outbox.TASK, Outbox.FLAG, Outbox.DEAD) : Set.of(Outbox.DEAD);
    this.outbox = outbox;
    this.tasks = tasks;
    this.flags = flags;
    this.facts = facts;
    this.people = people;
  }

  /** The next to send; where sending tasks and flags is off, references of dead letters only. */
  public List<Letter> next() {
    List<Letter> letters = new ArrayList<>();
    for (Outbox.Pending pending : outbox.take(kinds, AT_ONCE)) {
      try {
        json(pending)
            .ifPresentOrElse(
                json -> letters.add(new Letter(pending.kind(), pending.id(), json, pending)),
                () -> outbox.done(pending));
      } catch (IllegalArgumentException | IllegalStateException unsayable) {
        // One that cannot be said must not hold up the others; it is said when it changes.
        LOG.error("the {} {} cannot be said as FHIR and is left out", pending.kind(), pending.id());
        outbox.done(pending);
      }
    }
    return letters;
  }

  /** The same, those of one kind together. */
  public List<List<Letter>> nextByKind() {
    return List.copyOf(
        next().stream()
            .collect(Collectors.groupingBy(Letter::kind, TreeMap::new, Collectors.toList()))
            .values());
  }

  /** All of them were sent, for good; what changed meanwhile stays and is sent again. */
  public void sent(List<Letter> letters) {
    outbox.done(letters.stream().map(Letter::pending).toList());
  }

  /** One was sent by itself, as routes of earlier versions do. */
  public void done(Letter letter) {
    sent(List.of(letter));
  }

  private Optional<String> json(Outbox.Pending pending) {
    if (pending.kind().equals(Outbox.DEAD)) {
      return Optional.of("{\"deadLetter\":" + pending.id() + "}");
    }
    Optional<? extends Resource> resource =
        pending.kind().equals(Outbox.TASK) ? task(pending.id()) : flag(pending.id());
    return resource.map(it -> fhir.newJsonParser().encodeResourceToString(it));
  }

  private Optional<Task> task(String id) {
    return tasks
        .read(id)
        .map(task -> TaskMapping.toFhir(task, subject(task.patient()), supportWords));
  }

  private Optional<Flag> flag(String id) {
    return flags
        .read(id)
        .map(kept -> FlagMapping.toFhir(kept.flag(), id, subject(kept.patient())))
        .or(() -> facts.read(FactKind.NEED, id).flatMap(this::need));
  }

  private Optional<Flag> need(CurrentFacts.Kept kept) {
    return kept.fact().fact() instanceof NeedFact need
        ? Optional.of(FlagMapping.toFhir(need, kept.id(), subject(kept.fact().patient())))
        : Optional.empty();
  }

  private Subject subject(long patient) {
    Set<Long> rows = people.rowsOf(patient).orElse(Set.of(patient));
    return new Subject(patient, people.nhsNumber(rows).orElse(null));
  }
}
