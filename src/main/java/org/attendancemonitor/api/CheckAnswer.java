package org.attendancemonitor.api;

import java.util.ArrayList;
import java.util.List;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.policy.DischargeCheck;
import org.attendancemonitor.task.KeyReference;
import org.attendancemonitor.task.TaskMapping;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;

/** What stands between a referral and its ending, as FHIR Parameters. */
final class CheckAnswer {
  private CheckAnswer() {}

  /** The check of one referral: its parts are parameters. */
  static Parameters of(DischargeCheck check) {
    Parameters answer = new Parameters();
    parts(check).forEach(answer::addParameter);
    return answer;
  }

  /** The checks of several referrals: each a parameter {@code check} with the parts within. */
  static Parameters of(List<DischargeCheck> checks) {
    Parameters answer = new Parameters();
    for (DischargeCheck check : checks) {
      answer.addParameter().setName("check").setPart(parts(check));
    }
    return answer;
  }

  private static List<ParametersParameterComponent> parts(DischargeCheck check) {
    List<ParametersParameterComponent> parts = new ArrayList<>();
    Reference referral = KeyReference.of("ServiceRequest", check.referral());
    if (referral != null) {
      parts.add(part("referral", referral));
    }
    parts.add(part("service", new CodeType(check.service())));
    parts.add(part("complete", new BooleanType(check.complete())));
    parts.add(part("after-miss", new BooleanType(check.afterMiss())));
    check.missing().forEach(it -> parts.add(reason("missing", it)));
    check.stops().forEach(it -> parts.add(reason("stops", it)));
    check.notYetOffered().forEach(it -> parts.add(reason("not-yet-offered", it)));
    check.needs().forEach(it -> parts.add(reason("needs", it)));
    for (SupportTask task : check.elsewhere()) {
      parts.add(
          part(
              "open-task",
              new Reference("Task/" + task.id())
                  .setType("Task")
                  .setDisplay(TaskMapping.description(task.kind()))));
    }
    return parts;
  }

  static ParametersParameterComponent part(String name, Type value) {
    return new ParametersParameterComponent(new StringType(name)).setValue(value);
  }

  /** A reason: its code for machines, its sentence for people. */
  static ParametersParameterComponent reason(String name, Reason reason) {
    return new ParametersParameterComponent(new StringType(name))
        .addPart(part("code", new CodeType(reason.code())))
        .addPart(part("text", new StringType(reason.text())));
  }
}
