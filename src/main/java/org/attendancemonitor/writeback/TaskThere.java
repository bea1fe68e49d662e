package org.attendancemonitor.writeback;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.attendancemonitor.task.Systems;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;

/**
 * A task as the server is to have it: what is ours as it stands here, and what others wrote there
 * (notes, extensions, further identifiers) as they wrote it.
 */
final class TaskThere {
  private static final String NOT_TAKEN_OVER = "not-taken-over";
  private static final Set<String> ENDINGS = Set.of(Systems.CLOSE_REASON, Systems.OUTCOME);

  private final ActorThere actor;

  TaskThere(ActorThere actor) {
    this.actor = actor;
  }

  /**
   * @param ours as it stands here
   * @param theirs as the server has it, or null where it has none
   * @param subject whom it is about, in the server's words
   * @param said what could not be taken over, for those who stated it there; or null
   */
  Task of(Telling ours, Task theirs, Reference subject, String said) {
    Task from = (Task) ours.resource();
    Task to = theirs == null ? new Task() : theirs.copy();
    to.setText(null);
    to.getMeta().setVersionIdElement(null).setLastUpdatedElement(null);
    to.setIdentifier(with(from.getIdentifierFirstRep(), to.getIdentifier()));
    to.setGroupIdentifier(from.getGroupIdentifier());
    to.setBasedOn(from.getBasedOn());
    to.setStatus(from.getStatus());
    to.setIntent(from.getIntent());
    to.setPriority(from.getPriority());
    to.setCode(from.getCode());
    to.setDescription(from.getDescription());
    to.setFocus(from.getFocus());
    to.setFor(subject);
    to.setAuthoredOnElement(from.getAuthoredOnElement());
    to.setLastModifiedElement(from.getLastModifiedElement());
    to.setPerformerType(from.getPerformerType());
    to.setReasonCode(from.getReasonCode());
    to.setRestriction(from.getRestriction());
    to.setInput(from.getInput());
    to.setOutput(from.getOutput());
    boolean theirOwner =
        theirs != null && actor.of(theirs).name().equals(ours.task().owner()) && to.hasOwner();
    if (!theirOwner) {
      to.setOwner(from.getOwner());
    }
    if (from.hasBusinessStatus() || ENDINGS.contains(system(to.getBusinessStatus()))) {
      to.setBusinessStatus(from.getBusinessStatus());
    }
    if (said != null) {
      CodeableConcept reason = new CodeableConcept().setText(said);
      reason.addCoding().setSystem(Systems.REASON).setCode(NOT_TAKEN_OVER);
      to.setStatusReason(reason);
    } else if (Systems.REASON.equals(system(to.getStatusReason()))) {
      to.setStatusReason(null);
    }
    return to;
  }

  static List<Identifier> with(Identifier ours, List<Identifier> theirs) {
    List<Identifier> all = new ArrayList<>(theirs);
    boolean there =
        theirs.stream()
            .anyMatch(
                it ->
                    ours.getSystem().equals(it.getSystem())
                        && ours.getValue().equals(it.getValue()));
    if (!there) {
      all.add(ours);
    }
    return all;
  }

  private static String system(CodeableConcept concept) {
    return Objects.requireNonNullElse(concept.getCodingFirstRep().getSystem(), "");
  }
}
