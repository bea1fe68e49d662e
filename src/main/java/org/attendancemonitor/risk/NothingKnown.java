package org.attendancemonitor.risk;

import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.Person;
import org.attendancemonitor.attendance.PersonRecord;
import org.attendancemonitor.attendance.Sex;

/** Whether nobody has said anything about a person: "not assessed", never "low risk". */
final class NothingKnown {
  static final String CODE = "not-assessed";
  static final String TEXT = "Nothing is known about this person's needs: please ask.";

  private NothingKnown() {}

  /** No demographic, no need, no carer, and no attendance to judge by. */
  static boolean of(PersonRecord record) {
    Person person = record.person();
    boolean demographic =
        person.birthDate() != null
            || person.sex() != Sex.UNKNOWN
            || person.ethnicCategory() != null
            || !person.addresses().isEmpty()
            || !person.languages().isEmpty();
    boolean needs =
        person.interpreterRequired() != null
            || !person.communicationNeeds().isEmpty()
            || !record.needs().isEmpty()
            || !record.carers().isEmpty();
    boolean history = record.appointments().stream().anyMatch(a -> a.outcome() == Outcome.ATTENDED);
    return !demographic && !needs && !history;
  }
}
