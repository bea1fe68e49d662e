package org.attendancemonitor.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.attendancemonitor.attendance.ActionFact;
import org.attendancemonitor.attendance.Actor;
import org.attendancemonitor.attendance.SupportTask;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Provenance.ProvenanceAgentComponent;
import org.hl7.fhir.r4.model.Reference;

/**
 * A change of a task as a FHIR R4 Provenance. What the rules changed names the program as its
 * author and the rule as its reason; what somebody did names them, their roles and their team.
 */
public final class ProvenanceMapping {
  private static final String OPERATION = "http://terminology.hl7.org/CodeSystem/v3-DataOperation";
  private static final String PARTICIPANT =
      "http://terminology.hl7.org/CodeSystem/provenance-participant-type";

  private ProvenanceMapping() {}

  /** The change as it is given out: a new resource; times are in UTC. */
  public static Provenance toFhir(TaskChange change) {
    Provenance out = new Provenance();
    out.setId(change.id());
    SupportTask task = change.after();
    out.addTarget(new Reference("Task/" + task.id() + "/_history/" + task.version()));
    change.communications().forEach(id -> out.addTarget(new Reference("Communication/" + id)));
    out.setRecordedElement(TaskMapping.moment(change.at()));
    out.setOccurred(TaskMapping.utc(change.at()));
    ActionFact action = change.action();
    out.setActivity(
        TaskMapping.concept(
            OPERATION, action == null && task.version() == 1 ? "CREATE" : "UPDATE"));
    if (action == null) {
      program(out, task);
    } else {
      out.getActivity()
          .addCoding()
          .setSystem(Systems.ACTIVITY)
          .setCode(action.verb().name().toLowerCase(Locale.ROOT));
      agent(out, action.actor());
      reasons(action).forEach(out::addReason);
    }
    return out;
  }

  private static void program(Provenance out, SupportTask task) {
    out.addAgent()
        .setType(TaskMapping.concept(PARTICIPANT, "author"))
        .setWho(new Reference().setType("Device").setDisplay("Attendance Monitor"));
    if (task.closeReason() != null) {
      out.addReason(TaskMapping.concept(Systems.CLOSE_REASON, task.closeReason()));
    } else if (!task.reasons().isEmpty()) {
      out.addReason(TaskMapping.reasons(task.reasons()));
    }
  }

  private static void agent(Provenance out, Actor actor) {
    ProvenanceAgentComponent agent =
        out.addAgent()
            .setType(TaskMapping.concept(PARTICIPANT, "author"))
            .setWho(person(actor.name()));
    actor.roles().stream()
        .sorted()
        .forEach(role -> agent.addRole(new CodeableConcept().setText(role)));
    if (actor.team() != null) {
      agent.setOnBehalfOf(
          new Reference()
              .setType("Organization")
              .setIdentifier(new Identifier().setSystem(Systems.TEAM).setValue(actor.team())));
    }
  }

  private static Reference person(String name) {
    return new Reference()
        .setType("Practitioner")
        .setIdentifier(new Identifier().setSystem(Systems.USER).setValue(name));
  }

  private static List<CodeableConcept> reasons(ActionFact action) {
    List<CodeableConcept> reasons = new ArrayList<>();
    if (action.outcome() != null) {
      reasons.add(TaskMapping.concept(Systems.OUTCOME, action.outcome()));
    }
    if (action.step() != null) {
      reasons.add(TaskMapping.concept(Systems.STEP, action.step()));
    }
    if (action.note() != null) {
      reasons.add(new CodeableConcept().setText(action.note()));
    }
    return reasons;
  }
}
