package org.attendancemonitor.writeback;

import java.util.Map;
import java.util.Optional;
import org.attendancemonitor.attendance.FactKind;
import org.attendancemonitor.attendance.NeedFact;
import org.attendancemonitor.record.CurrentFacts;
import org.attendancemonitor.record.Flags;
import org.attendancemonitor.record.Outbox;
import org.attendancemonitor.record.Tasks;
import org.attendancemonitor.task.FlagMapping;
import org.attendancemonitor.task.Subject;
import org.attendancemonitor.task.Systems;
import org.attendancemonitor.task.TaskMapping;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.PositiveIntType;
import org.hl7.fhir.r4.model.Task;

/** Tasks and flags of the record, as they stand when they are told. */
final class Tellings {
  /** Input of a task that holds our version: from what somebody there started. */
  static final String VERSION = "version";

  private final Tasks tasks;
  private final Flags flags;
  private final CurrentFacts facts;
  private final Map<String, String> supportWords;

  /**
   * @param supportWords of support actions by S-code
   */
  Tellings(Tasks tasks, Flags flags, CurrentFacts facts, Map<String, String> supportWords) {
    this.tasks = tasks;
    this.flags = flags;
    this.facts = facts;
    this.supportWords = supportWords;
  }

  /** What is to be told under an id of the outbox; empty where it is no longer kept. */
  Optional<Telling> read(String kind, String id) {
    return kind.equals(Outbox.TASK) ? task(id) : flag(id);
  }

  private Optional<Telling> task(String id) {
    return tasks
        .read(id)
        .map(
            task -> {
              Task resource = TaskMapping.toFhir(task, anyone(task.patient()), supportWords);
              CodeableConcept type = new CodeableConcept();
              type.addCoding().setSystem(Systems.INPUT).setCode(VERSION);
              resource
                  .addInput()
                  .setType(type)
                  .setValue(new PositiveIntType(Math.toIntExact(task.version())));
              return new Telling(
                  task.patient(), task.version(), task.status().open(), resource, task);
            });
  }

  private Optional<Telling> flag(String id) {
    return flags
        .read(id)
        .map(
            kept ->
                new Telling(
                    kept.patient(),
                    kept.flag().version(),
                    kept.flag().active(),
                    FlagMapping.toFhir(kept.flag(), id, anyone(kept.patient())),
                    null))
        .or(() -> facts.read(FactKind.NEED, id).map(kept -> need(kept, id)));
  }

  private static Telling need(CurrentFacts.Kept kept, String id) {
    NeedFact need = (NeedFact) kept.fact().fact();
    long patient = kept.fact().patient();
    return new Telling(
        patient, 1, need.active(), FlagMapping.toFhir(need, id, anyone(patient)), null);
  }

  /** Whom it is about is said in the words of the server it is told. */
  private static Subject anyone(long patient) {
    return new Subject(patient, null);
  }
}
