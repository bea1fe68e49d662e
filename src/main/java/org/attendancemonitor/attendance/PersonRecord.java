package org.attendancemonitor.attendance;

import java.util.List;

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
 */
public record PersonRecord(
    Person person,
    List<Referral> referrals,
    List<Appointment> appointments,
    List<Contact> contacts,
    List<Need> needs,
    List<Code> carers,
    List<Flag> flags,
    List<SupportTask> tasks) {}
