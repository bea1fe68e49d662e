package org.attendancemonitor.attendance;

import java.time.LocalDate;
import java.util.List;

/**
 * What a source states about a referral (FHIR ServiceRequest).
 *
 * @param keys every key of this referral, the first being the one it is filed under
 * @param status never null
 * @param codes what was asked for, in the sender's order
 * @param performers keys of the services asked (HealthcareService, Organization)
 * @param priority or null
 * @param authoredOn the day of the referral, or null
 * @param endedForNonAttendance the sender codes the ending as due to non-attendance, or sent it in
 *     one message with a missed appointment
 * @param message the id of the message (Bundle) it came in, or null; a missed appointment and an
 *     ending of one message belong together
 */
public record ReferralFact(
    List<Key> keys,
    ReferralStatus status,
    List<Code> codes,
    List<Key> performers,
    Priority priority,
    LocalDate authoredOn,
    boolean endedForNonAttendance,
    String message)
    implements Fact {
  @Override
  public FactKind kind() {
    return FactKind.REFERRAL;
  }
}
