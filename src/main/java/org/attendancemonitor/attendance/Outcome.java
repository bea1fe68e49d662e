package org.attendancemonitor.attendance;

/**
 * How a booked appointment ended for one person. Follows NHS Data Dictionary ATTENDED OR DID NOT
 * ATTEND; what the sender did not say stays {@link #NOT_RECORDED} and is never read as a miss.
 */
public enum Outcome {
  /** Codes 5 and 6: seen. */
  ATTENDED,
  /** Code 3: did not attend, no advance warning. */
  DNA,
  /** Code 7: arrived late and could not be seen. */
  LATE_NOT_SEEN,
  /** Code 2: cancelled by, or on behalf of, the patient. */
  PATIENT_CANCELLED,
  /** Code 4: cancelled or postponed by the provider. */
  PROVIDER_CANCELLED,
  /** Cancelled; the sender does not say by whom. */
  CANCELLED,
  /** Nothing said yet: in the future it is not due, in the past it is asked for. */
  NOT_RECORDED;

  /** The person was expected and was not seen: the two national DNA codes. */
  public boolean missed() {
    return this == DNA || this == LATE_NOT_SEEN;
  }

  /** Cancelled by anyone. */
  public boolean cancelled() {
    return this == PATIENT_CANCELLED || this == PROVIDER_CANCELLED || this == CANCELLED;
  }
}
