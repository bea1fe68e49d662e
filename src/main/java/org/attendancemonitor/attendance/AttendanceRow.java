package org.attendancemonitor.attendance;

import java.time.Instant;
import java.time.LocalDate;

/**
 * One appointment of one person as the figures count it: derived, reconciled, one demographic value
 * per column. Groups are written as in the metrics' labels.
 *
 * @param appointment id of the appointment
 * @param service key in {@code services.yaml}, or {@code unmapped}
 * @param day local day of the start
 * @param outcome {@code attended}, {@code dna}, {@code late_not_seen}, {@code patient_cancelled},
 *     {@code provider_cancelled} or {@code unknown}
 * @param wasNotBroughtGroup the person depends on others to attend: under 16, or a dependent adult
 * @param deprivation {@code 1} (most deprived) to {@code 5}, or {@code unknown}
 * @param ethnicGroup {@code asian} ... {@code not_stated}, {@code not_known}
 * @param ageBand {@code 0-4} ... {@code 85+}, or {@code unknown}
 * @param sex {@code female}, {@code male}, {@code other} or {@code unknown}
 * @param interpreter {@code yes}, {@code no} or {@code unknown}
 * @param disability as above
 * @param inclusionHealth as above
 * @param site name of the place, or {@code unknown}
 * @param mode {@code in_person} ... {@code unknown}
 * @param visit {@code first}, {@code follow_up} or {@code unknown}
 * @param answer for a miss: {@code task:} and the kind that answers it, or the recorded reason why
 *     there is no task; else null
 * @param firstContact for a miss: how long nobody tried to reach the patient; else null
 */
public record AttendanceRow(
    String appointment,
    String service,
    LocalDate day,
    String outcome,
    boolean wasNotBroughtGroup,
    String deprivation,
    String ethnicGroup,
    String ageBand,
    String sex,
    String interpreter,
    String disability,
    String inclusionHealth,
    String site,
    String mode,
    String visit,
    String answer,
    FirstContact firstContact) {

  /**
   * From hearing of a missed appointment to the first recorded attempt to reach the patient.
   *
   * @param heard when it was first heard of; the planned start where it was loaded as history
   * @param tried when somebody first tried, not before it was heard of; null where nobody has
   * @param lapsed when nobody had to try any more, because the patient attended or had died; null
   *     where that is not so
   */
  public record FirstContact(Instant heard, Instant tried, Instant lapsed) {}
}
