package org.attendancemonitor.writeback;

import java.util.Set;
import java.util.regex.Pattern;
import org.attendancemonitor.attendance.Actor;
import org.attendancemonitor.task.Systems;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;

/**
 * Who did something on the server: a system that acts for its source, with the name of a person
 * where the task has one of its own. It books and hands over; it is nobody's registration, so what
 * needs a clinician is done here, by the clinician.
 */
record ActorThere(String source) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Set<String> ROLES = Set.of("coordinator");

  Actor of(Task theirs) {
    String person = person(theirs.getOwner());
    return new Actor("write-back:" + source + (person.isEmpty() ? "" : "/" + person), ROLES, null);
  }

  private static String person(Reference owner) {
    boolean ours = Systems.USER.equals(owner.getIdentifier().getSystem());
    String name =
        owner.getIdentifier().hasValue()
            ? owner.getIdentifier().getValue()
            : owner.getReferenceElement().getIdPart();
    return ours || name == null || !NAME.matcher(name).matches() ? "" : name;
  }
}
