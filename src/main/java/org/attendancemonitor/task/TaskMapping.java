package org.attendancemonitor.task;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.attendance.Step;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskKind;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.hl7.fhir.r4.model.Task.TaskPriority;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.hl7.fhir.r4.model.Type;

/**
 * A support task as a FHIR R4 Task. Steps are inputs with their due time, and outputs once they are
 * done; {@code restriction.period.end} is the earliest due (FHIR R4 Task: "period.high is the due
 * date").
 */
public final class TaskMapping {
  private TaskMapping() {}

  /**
   * The task as it is given out.
   *
   * @param task its current state, or an older one for a versioned read
   * @param subject whom it is about now
   * @param words of support actions by S-code; one that is missing is given out by its code alone
   * @return a new resource; times are in UTC
   */
  public static Task toFhir(SupportTask task, Subject subject, Map<String, String> words) {
    Task out = new Task();
    out.setId(task.id());
    out.getMeta().setVersionId(Long.toString(task.version()));
    out.getMeta().setLastUpdatedElement(moment(task.modified()));
    out.addIdentifier().setSystem(Systems.TASK).setValue(task.id());
    out.setGroupIdentifier(
        new Identifier().setSystem(Systems.THREAD).setValue(subject.id() + "/" + task.referral()));
    Reference referral = KeyReference.of("ServiceRequest", task.referral());
    if (referral != null) {
      out.addBasedOn(referral);
    }
    out.setStatus(TaskStatus.fromCode(task.status().code()));
    out.setIntent(TaskIntent.ORDER);
    out.setPriority(TaskPriority.fromCode(task.priority().name().toLowerCase(Locale.ROOT)));
    out.setCode(concept(Systems.TASK_KIND, task.kind().code()));
    out.setDescription(description(task.kind()));
    if (!task.appointments().isEmpty()) {
      // The newest miss is what is acted on; the others stay readable as inputs.
      String newest = task.appointments().get(task.appointments().size() - 1);
      out.setFocus(KeyReference.of("Appointment", newest));
    }
    out.setFor(subject.reference());
    out.setAuthoredOnElement(utc(task.opened()));
    out.setLastModifiedElement(utc(task.modified()));
    if (task.ownerRole() != null) {
      task.ownerRoles().forEach(role -> out.addPerformerType(concept(Systems.OWNER_ROLE, role)));
    }
    if (task.owner() != null) {
      out.setOwner(
          new Reference()
              .setType("Practitioner")
              .setIdentifier(new Identifier().setSystem(Systems.USER).setValue(task.owner())));
    }
    if (!task.reasons().isEmpty()) {
      out.setReasonCode(reasons(task.reasons()));
    }
    if (task.closeReason() != null) {
      out.setBusinessStatus(concept(Systems.CLOSE_REASON, task.closeReason()));
    }
    if (task.due() != null) {
      out.getRestriction().setPeriod(new Period().setEndElement(utc(task.due())));
    }
    addInputs(out, task, words);
    return out;
  }

  private static void addInputs(Task out, SupportTask task, Map<String, String> words) {
    for (Step step : task.steps()) {
      CodeableConcept type = concept(Systems.STEP, step.code());
      Period until = new Period();
      if (step.due() != null) {
        until.setEndElement(utc(step.due()));
      }
      if (!until.isEmpty()) {
        out.addInput().setType(type).setValue(until);
      }
      if (step.done() != null) {
        out.addOutput().setType(type.copy()).setValue(utc(step.done()));
      }
    }
    for (String support : task.supports()) {
      CodeableConcept action = concept(Systems.SUPPORT, support);
      action.getCodingFirstRep().setDisplay(words.get(support));
      input(out, "suggested-support", action);
    }
    for (String appointment : task.appointments()) {
      Reference reference = KeyReference.of("Appointment", appointment);
      if (reference != null) {
        input(out, "appointment", reference);
      }
    }
    input(out, "service", new StringType(task.service()));
    input(out, "rule", new StringType(task.rule()));
    input(out, "rule-version", new StringType(task.ruleVersion()));
    for (Reason caution : task.cautions()) {
      input(out, "caution", reasons(List.of(caution)));
    }
    task.inputs().forEach((name, value) -> input(out, "basis", new StringType(name + "=" + value)));
    if (task.heldUntil() != null) {
      input(out, "held-until", utc(task.heldUntil()));
    }
    if (task.recordChanged()) {
      input(out, "record-changed", new BooleanType(true));
    }
  }

  private static void input(Task out, String name, Type value) {
    if (!value.isEmpty()) {
      out.addInput().setType(concept(Systems.INPUT, name)).setValue(value);
    }
  }

  static CodeableConcept concept(String system, String code) {
    CodeableConcept concept = new CodeableConcept();
    concept.addCoding().setSystem(system).setCode(code);
    return concept;
  }

  static CodeableConcept reasons(Iterable<Reason> reasons) {
    CodeableConcept concept = new CodeableConcept();
    for (Reason reason : reasons) {
      concept
          .addCoding()
          .setSystem(Systems.REASON)
          .setCode(reason.code())
          .setDisplay(reason.text());
    }
    concept.setText(
        concept.getCoding().stream()
            .map(coding -> coding.getDisplay())
            .collect(Collectors.joining(" ")));
    return concept;
  }

  static InstantType moment(Instant instant) {
    return new InstantType(utc(instant).getValueAsString());
  }

  static DateTimeType utc(Instant instant) {
    DateTimeType time = new DateTimeType(Date.from(instant));
    time.setTimeZoneZulu(true);
    time.setPrecision(ca.uhn.fhir.model.api.TemporalPrecisionEnum.MILLI);
    return time;
  }

  /** What a task of this kind asks for, in one sentence. */
  public static String description(TaskKind kind) {
    return switch (kind) {
      case SUPPORT_ATTENDANCE ->
          "Get in touch after the missed appointment, ask what would help, and offer another.";
      case SUPPORT_PLAN ->
          "Agree a support plan with the patient after repeated missed appointments.";
      case WAS_NOT_BROUGHT ->
          "Was not brought: check that the person is safe, and arrange another.";
      case DISCHARGE_REVIEW -> "Review the end of care that followed a missed appointment.";
      case DISCHARGE_LETTER ->
          "Tell the patient and the referrer what was decided and the way back.";
      case NEED_UNMET -> "A known need was not met: put it right before the next appointment.";
      case RE_OFFER -> "Offer another appointment.";
      case WAITING_WELL -> "Ask how the patient is while waiting.";
      case RECORD_OUTCOME -> "Record how the appointment ended.";
      case ASK_NEEDS -> "Ask what the patient needs in order to attend.";
      case PREPARE_APPOINTMENT -> "Arrange what the patient needs for the appointment.";
      case REMIND -> "Remind the patient in the way they prefer.";
    };
  }
}
