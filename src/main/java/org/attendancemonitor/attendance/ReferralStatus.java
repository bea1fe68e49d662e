package org.attendancemonitor.attendance;

/** Status of a referral as sent (FHIR request-status). */
public enum ReferralStatus {
  DRAFT,
  ACTIVE,
  ON_HOLD,
  REVOKED,
  COMPLETED,
  UNKNOWN;

  /** The service has ended its care of this referral. */
  public boolean ended() {
    return this == REVOKED || this == COMPLETED;
  }
}
