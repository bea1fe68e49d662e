package org.attendancemonitor.attendance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Everything known about one person at one moment: what the assessment and the policy see.
 *
 * @param person who
 * @param referrals live and ended, in order of id
 * @param appointments in order of start, then id; withdrawn ones are gone
 * @param contacts in order of time
 * @param needs in no particular order
 * @param carers relationship codes of the people who belong to the patient
 * @param flags raised so far
 * @param tasks opened so far, closed ones included
 * @param actions what people did with tasks, in order of time
 * @param placings what clinicians said of the order of waiting lists, in order of time
 * @param rows the patient row under which a referral or an appointment is filed, by its id: whose
 *     it is when records that were linked are parted again
 */
public record PersonRecord(
    Person person,
    List<Referral> referrals,
    List<Appointment> appointments,
    List<Contact> contacts,
    List<Need> needs,
    List<Code> carers,
    List<Flag> flags,
    List<SupportTask> tasks,
    List<ActionFact> actions,
    List<Placing> placings,
    Map<String, Long> rows) {

  /** The same record with further tasks. */
  public PersonRecord withFurtherTasks(List<SupportTask> further) {
    List<SupportTask> all = new ArrayList<>(tasks);
    all.addAll(further);
    return withTasks(List.copyOf(all));
  }

  /** The same record with other tasks. */
  public PersonRecord withTasks(List<SupportTask> others) {
    return new PersonRecord(
        person,
        referrals,
        appointments,
        contacts,
        needs,
        carers,
        flags,
        others,
        actions,
        placings,
        rows);
  }
}
